package dev.parley.gateway.connection;

import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.CloseCode;

/** The transport of one connection. All calls are on its event loop. */
public interface Wire {
  /** Queues a frame; nothing has to leave before {@link #flush}. */
  void send(OutFrame frame);

  void ping();

  void flush();

  void pauseReading();

  void resumeReading();

  /** Closes after what is queued; a slow consumer's queue is thrown away. */
  void close(CloseCode code);
}
