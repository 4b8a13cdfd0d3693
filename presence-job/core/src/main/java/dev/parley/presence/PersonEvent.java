package dev.parley.presence;

import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceStatus;

/** What follows from a signal, besides the person's next state. */
public sealed interface PersonEvent {
  void accept(Visitor visitor);

  /** A gateway has to hear of it. */
  record Told(int gateway, GatewaySignal signal) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.told(this);
    }
  }

  /** How the person is shown has changed, or to whom; a snapshot may keep it. */
  record Noted(PresenceStatus status) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.noted(this);
    }
  }

  /** They came, went, or are away: a transition, {@code lateMs} after its cause. */
  record Changed(Status from, Status to, long lateMs, int gatewaysTold) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.changed(this);
    }
  }

  /** They were gone or away for so short a time that nobody heard of it. */
  record Suppressed() implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.suppressed(this);
    }
  }

  /** A new contact, to be remembered. */
  record Met(String peer) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.met(this);
    }
  }

  /** No longer a contact, to be forgotten. */
  record Parted(String peer) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.parted(this);
    }
  }

  /** Strangers asked: nobody is shown to them. */
  record Denied(int askers) implements PersonEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.denied(this);
    }
  }

  /** One method a kind of event. */
  interface Visitor {
    void told(Told event);

    void noted(Noted event);

    void changed(Changed event);

    void suppressed(Suppressed event);

    void met(Met event);

    void parted(Parted event);

    void denied(Denied event);
  }
}
