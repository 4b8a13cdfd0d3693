package dev.parley.gateway.connection;

import dev.parley.gateway.presence.Viewer;
import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.v1.TypingSignal;

/** A connection as presence knows it: what it is told, it takes on its own event loop. */
final class SessionViewer implements Viewer {
  private final String user;
  private final Connection connection;

  SessionViewer(String user, Connection connection) {
    this.user = user;
    this.connection = connection;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public void presence(String watched, OutFrame frame) {
    connection.post((machine, now) -> machine.presence(watched, frame, now));
  }

  @Override
  public void typing(TypingSignal typing) {
    connection.post((machine, now) -> machine.typing(typing, now));
  }

  @Override
  public void visibility(OutFrame frame) {
    connection.post((machine, now) -> machine.visibility(frame, now));
  }
}
