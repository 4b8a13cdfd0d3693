package dev.parley.gateway.session;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.PresenceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom this device watches. What is shown only takes the room that is free: of what has to wait,
 * the newest of each user is sent when the device has taken the rest.
 */
final class Watched {
  private final Set<String> users = new LinkedHashSet<>();
  private final Map<String, OutFrame> owed = new LinkedHashMap<>();

  /** All of it or, if that would be too many, nothing. */
  void request(PresenceRequest request, Outbound out) throws FrameException {
    Set<String> next = new LinkedHashSet<>(users);
    request.getUnsubscribeList().forEach(next::remove);
    next.addAll(request.getSubscribeList());
    if (next.size() > ProtocolLimits.WATCHED_MAX) {
      throw new FrameException(
          ErrorCode.INVALID_ARGUMENT,
          "subscribe: %d users (expected: at most %d at a time)"
              .formatted(next.size(), ProtocolLimits.WATCHED_MAX));
    }
    List<String> ended = new ArrayList<>(users);
    ended.removeAll(next);
    // Who is watched already is answered again: the device has asked.
    List<String> begun =
        request.getSubscribeList().stream().distinct().filter(next::contains).toList();
    users.clear();
    users.addAll(next);
    ended.forEach(owed::remove);
    if (!ended.isEmpty()) {
      out.add(new Effect.Presence(new PresenceEffect.Unwatch(ended)));
    }
    if (!begun.isEmpty()) {
      out.add(new Effect.Presence(new PresenceEffect.Watch(begun)));
    }
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  void converse(String peer, Outbound out) {
    if (users.contains(peer)) {
      out.add(new Effect.Presence(new PresenceEffect.Converse(peer)));
    }
  }

  void show(String user, OutFrame frame, Outbound out, long now) {
    if (!users.contains(user)) {
      return; // no longer
    }
    if (out.hasRoomFor(frame, Outbound.DRAINED_BYTES)) {
      owed.remove(user);
      out.transmit(frame, now);
    } else {
      owed.put(user, frame);
      out.add(new Effect.Presence(new PresenceEffect.Drop(Work.PRESENCE)));
    }
  }

  void drained(Outbound out, long now) {
    while (!owed.isEmpty()) {
      Map.Entry<String, OutFrame> first = owed.entrySet().iterator().next();
      if (!out.hasRoomFor(first.getValue(), Outbound.DRAINED_BYTES)) {
        return;
      }
      owed.remove(first.getKey());
      out.transmit(first.getValue(), now);
    }
  }
}
