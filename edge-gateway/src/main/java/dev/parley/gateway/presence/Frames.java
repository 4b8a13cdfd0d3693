package dev.parley.gateway.presence;

import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Visibility;

/** What devices are shown. */
final class Frames {
  private Frames() {}

  static OutFrame presence(PresenceStatus status) {
    Presence.Builder presence =
        Presence.newBuilder().setUserId(status.getUserId()).setOnline(status.getOnline());
    if (status.getAway()) {
      presence.setAway(true);
    }
    if (status.hasLastSeen()) {
      presence.setLastSeen(status.getLastSeen());
    }
    // Of whoever hides, it would tell when they came.
    if (status.getVisible() && status.getAt() > 0) {
      presence.setAt(status.getAt());
    }
    return new OutFrame(ServerFrame.newBuilder().setPresence(presence).build());
  }

  /** The same for strangers, for those who hide everything, and for those who don't exist. */
  static OutFrame unknown(String user) {
    return new OutFrame(
        ServerFrame.newBuilder().setPresence(Presence.newBuilder().setUserId(user)).build());
  }

  static OutFrame visibility(Visibility visibility) {
    return new OutFrame(ServerFrame.newBuilder().setVisibility(visibility).build());
  }
}
