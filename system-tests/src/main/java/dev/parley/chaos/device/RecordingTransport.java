package dev.parley.chaos.device;

import dev.parley.chaos.history.Recorder;
import dev.parley.client.transport.Transport;

/**
 * Records what passes on every connection, below the client: what the server really said, also what
 * the client would rightly ignore.
 */
record RecordingTransport(Transport transport, Owners owners, Recorder recorder)
    implements Transport {

  @Override
  public void open(Target target, Peer peer) {
    String gateway = target.url().getAuthority();
    transport.open(target, new RecordedConnection(peer, recorder, gateway, owners));
  }
}
