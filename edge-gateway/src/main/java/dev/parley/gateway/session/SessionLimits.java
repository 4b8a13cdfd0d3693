package dev.parley.gateway.session;

import dev.parley.protocol.ProtocolLimits;
import java.time.Duration;

/** The times and rates of a session. */
public record SessionLimits(
    Duration helloTimeout,
    Duration pingInterval,
    Duration pongTimeout,
    Duration stallTimeout,
    Duration drainTimeout,
    int framesPerSecond,
    int frameBurst) {
  public static final SessionLimits DEFAULT =
      new SessionLimits(
          ProtocolLimits.HELLO_TIMEOUT,
          ProtocolLimits.PING_INTERVAL,
          ProtocolLimits.PONG_TIMEOUT,
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          500,
          2_000);
}
