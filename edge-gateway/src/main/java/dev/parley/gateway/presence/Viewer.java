package dev.parley.gateway.presence;

import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.v1.TypingSignal;

/** A session, as presence knows it. Nothing that it is told may block. */
public interface Viewer {
  String user();

  void presence(String watched, OutFrame frame);

  void typing(TypingSignal typing);

  /** The user's own setting. */
  void visibility(OutFrame frame);
}
