package dev.parley.gateway.session;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.Visibility;
import java.util.List;

/** What a session has to say about presence. Whoever hears it may be late, and may drop it. */
public sealed interface PresenceEffect {
  void perform(Handler handler);

  /** The device is connected, and active. */
  record Join(DeviceId device) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.join(device);
    }
  }

  record SetActive(boolean active) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.setActive(active);
    }
  }

  /** The session ends, and with it all that it watches. */
  record Leave() implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.leave();
    }
  }

  record Watch(List<String> users) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.watch(users);
    }
  }

  record Unwatch(List<String> users) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.unwatch(users);
    }
  }

  /** A message was exchanged with a watched user, or they are blocked no more. */
  record Converse(String peer) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.converse(peer);
    }
  }

  record Type(ConversationId conversation, boolean on) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.type(conversation, on);
    }
  }

  record Choose(Visibility visibility) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.choose(visibility);
    }
  }

  /** The device's queue is too long for such a frame. */
  record Drop(Work kind) implements PresenceEffect {
    @Override
    public void perform(Handler handler) {
      handler.drop(kind);
    }
  }

  /** Performs each kind. */
  interface Handler {
    void join(DeviceId device);

    void setActive(boolean active);

    void leave();

    void watch(List<String> users);

    void unwatch(List<String> users);

    void converse(String peer);

    void type(ConversationId conversation, boolean on);

    void choose(Visibility visibility);

    void drop(Work kind);
  }
}
