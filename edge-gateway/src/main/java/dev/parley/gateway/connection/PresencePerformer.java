package dev.parley.gateway.connection;

import dev.parley.gateway.limits.Work;
import dev.parley.gateway.presence.Presence;
import dev.parley.gateway.presence.Viewer;
import dev.parley.gateway.session.PresenceEffect;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Visibility;
import java.util.List;

/** Performs what one open session has to say about presence. */
record PresencePerformer(UserId user, Viewer viewer, Presence presence)
    implements PresenceEffect.Handler {

  @Override
  public void join(DeviceId device) {
    presence.hub().join(viewer, device);
  }

  @Override
  public void setActive(boolean active) {
    presence.hub().setActive(viewer, active);
  }

  @Override
  public void leave() {
    presence.hub().leave(viewer);
  }

  @Override
  public void watch(List<String> users) {
    presence.watch(viewer, users);
  }

  @Override
  public void unwatch(List<String> users) {
    presence.hub().unwatch(viewer, users);
  }

  @Override
  public void converse(String peer) {
    presence.hub().converse(viewer, peer);
  }

  @Override
  public void type(ConversationId conversation, boolean on) {
    presence.hub().type(user, conversation, on);
  }

  @Override
  public void choose(Visibility visibility) {
    presence.hub().choose(user, visibility);
  }

  @Override
  public void drop(Work kind) {
    presence.hub().drop(kind);
  }
}
