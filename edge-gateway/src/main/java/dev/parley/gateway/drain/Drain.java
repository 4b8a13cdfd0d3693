package dev.parley.gateway.drain;

import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.Sessions;
import dev.parley.protocol.CloseCode;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends everybody away: politely, or at once. */
public final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Sessions sessions;

  public Drain(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Each session says goodbye, answers what it has read, and closes. False if time ran out. */
  public boolean politely(Duration patience) {
    List<Connection> leaving = List.copyOf(sessions.all());
    LOG.info("draining {} connections", leaving.size());
    for (int i = 0; i < leaving.size(); i++) {
      leaving.get(i).drain(Goodbyes.reconnectAfterMs(i, leaving.size()));
    }
    return sessions.awaitEmpty(patience);
  }

  /** For a gateway that may not speak for its slot any more. */
  public boolean atOnce(Duration patience) {
    sessions.all().forEach(connection -> connection.end(CloseCode.GOING_AWAY));
    return sessions.awaitEmpty(patience);
  }
}
