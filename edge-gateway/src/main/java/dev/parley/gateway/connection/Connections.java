package dev.parley.gateway.connection;

import dev.parley.gateway.session.SessionContext;
import dev.parley.gateway.session.SessionLimits;
import dev.parley.gateway.session.SessionMachine;
import dev.parley.protocol.codec.FrameCodec;
import java.util.UUID;

/** Makes connections of one incarnation of the gateway. */
public final class Connections {
  private final int slot;
  private final long incarnation;
  private final SessionLimits limits;
  private final int max;
  private final Doorkeeper doorkeeper;
  private final Backend backend;

  public Connections(
      int slot,
      long incarnation,
      SessionLimits limits,
      int max,
      Doorkeeper doorkeeper,
      Backend backend) {
    this.slot = slot;
    this.incarnation = incarnation;
    this.limits = limits;
    this.max = max;
    this.doorkeeper = doorkeeper;
    this.backend = backend;
  }

  /** True if there are as many as this process has memory for. */
  public boolean full() {
    return backend.sessions().size() >= max;
  }

  /** To be called on the loop. */
  public Connection open(FrameCodec codec, Wire wire, EventLoop loop) {
    SessionContext context =
        new SessionContext(UUID.randomUUID().toString(), slot, incarnation, codec);
    SessionMachine machine =
        new SessionMachine(context, limits, doorkeeper, backend.clock().millis());
    Performer performer = new Performer(context, wire, doorkeeper, backend);
    Connection connection = new Connection(machine, loop, performer, backend.clock()::millis);
    connection.start();
    return connection;
  }
}
