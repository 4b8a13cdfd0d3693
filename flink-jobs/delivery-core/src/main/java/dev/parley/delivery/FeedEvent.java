package dev.parley.delivery;

import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Update;

/** What an input led to, in the order in which it is applied and sent. */
public sealed interface FeedEvent {
  void accept(Visitor visitor);

  /** The feed has a new update. It is readable in the store once that caught up with user-feed. */
  record Numbered(Update update, long time) implements FeedEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.numbered(this);
    }
  }

  /** The feed has had that already: an earlier stage went back to its checkpoint. */
  record RepeatDropped() implements FeedEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.repeatDropped(this);
    }
  }

  /**
   * For sessions on one gateway. Lost if the gateway is: then its sessions open again elsewhere.
   */
  record Pushed(int slot, PushRecord record) implements FeedEvent {
    static Pushed to(Session session, PushRecord.Builder push) {
      GatewayAddress gateway = session.gateway();
      return new Pushed(
          gateway.slot(),
          push.setIncarnation(gateway.incarnation()).addSessionIds(session.id()).build());
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.pushed(this);
    }
  }

  record SessionKept(Session session) implements FeedEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.sessionKept(this);
    }
  }

  /**
   * Nothing is pushed to it any more.
   *
   * @param time of the record that led to it
   */
  record SessionDropped(Session session, Cause cause, long time) implements FeedEvent {
    /** Why. */
    public enum Cause {
      CLOSED,
      REPLACED,
      GATEWAY_DEAD
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.sessionDropped(this);
    }
  }

  record RefusalKept(Refusal refusal, long time) implements FeedEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.refusalKept(this);
    }
  }

  interface Visitor {
    void numbered(Numbered event);

    void repeatDropped(RepeatDropped event);

    void pushed(Pushed event);

    void sessionKept(SessionKept event);

    void sessionDropped(SessionDropped event);

    void refusalKept(RefusalKept event);
  }
}
