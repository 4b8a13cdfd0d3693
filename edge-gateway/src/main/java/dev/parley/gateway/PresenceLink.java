package dev.parley.gateway;

import dev.parley.gateway.egress.SignalReader;
import dev.parley.gateway.presence.Presence;
import dev.parley.gateway.presence.PresenceBeat;

/** The parts of presence that run. */
record PresenceLink(Presence presence, SignalReader reader, PresenceBeat beat)
    implements AutoCloseable {
  void start() {
    reader.start();
    beat.start();
  }

  @Override
  public void close() {
    beat.close();
    reader.close();
    presence.close();
  }
}
