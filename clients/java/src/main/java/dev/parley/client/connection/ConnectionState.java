package dev.parley.client.connection;

import java.net.URI;
import java.time.Duration;

/** Where a client's connection is, for people to see. */
public sealed interface ConnectionState {
  /** On the way to a gateway: token, socket, hello. */
  record Connecting(URI gateway) implements ConnectionState {}

  /** Welcomed: sends are taken. What was missed may still be coming; caughtUp ends that. */
  record Online(URI gateway, String userId, String sessionId) implements ConnectionState {}

  /** Lost, and about to try the next gateway. */
  record Waiting(Duration delay, int closeCode, String reason) implements ConnectionState {}

  /** The end: closed by the application, or by a gateway in a way that a retry can't mend. */
  record Closed(int closeCode, String reason) implements ConnectionState {}
}
