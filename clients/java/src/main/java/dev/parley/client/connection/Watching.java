package dev.parley.client.connection;

import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.PresenceRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Whose presence this device wants to see, and whether its own user is at it. A gateway knows this
 * for as long as a connection lasts, so each new connection says all of it again.
 */
final class Watching {
  /** User ids have up to 64 characters: so many fit into a frame many times over. */
  private static final int USERS_PER_FRAME = 200;

  private final Set<String> users = new LinkedHashSet<>();
  private boolean away;

  List<ClientFrame> watch(Collection<String> more) {
    List<String> added = more.stream().filter(users::add).toList();
    return frames(added, PresenceRequest.Builder::addAllSubscribe);
  }

  List<ClientFrame> unwatch(Collection<String> fewer) {
    List<String> removed = fewer.stream().filter(users::remove).toList();
    return frames(removed, PresenceRequest.Builder::addAllUnsubscribe);
  }

  List<ClientFrame> setAway(boolean nowAway) {
    if (away == nowAway) {
      return List.of();
    }
    away = nowAway;
    return List.of(state());
  }

  List<ClientFrame> restart() {
    List<ClientFrame> frames = new ArrayList<>();
    if (away) {
      frames.add(state()); // a new connection counts as active
    }
    frames.addAll(frames(List.copyOf(users), PresenceRequest.Builder::addAllSubscribe));
    return frames;
  }

  private static List<ClientFrame> frames(
      List<String> users, BiConsumer<PresenceRequest.Builder, List<String>> put) {
    List<ClientFrame> frames = new ArrayList<>();
    for (int from = 0; from < users.size(); from += USERS_PER_FRAME) {
      PresenceRequest.Builder request = PresenceRequest.newBuilder();
      put.accept(request, users.subList(from, Math.min(from + USERS_PER_FRAME, users.size())));
      frames.add(frame(request));
    }
    return frames;
  }

  private ClientFrame state() {
    return frame(PresenceRequest.newBuilder().setState(away ? "away" : "active"));
  }

  private static ClientFrame frame(PresenceRequest.Builder request) {
    return ClientFrame.newBuilder().setPresence(request).build();
  }
}
