package dev.parley.gateway.presence;

import dev.parley.protocol.v1.PresenceStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom the devices of this gateway watch, what is known of those, and which of the watchers may see
 * it. Not safe for use by many threads.
 */
final class Watches {
  private final Map<String, Target> targets = new HashMap<>();

  private static final class Target {
    private final Map<String, Watcher> watchers = new HashMap<>();
    private @Nullable PresenceStatus status;

    /** The job has said it, not only the cache. */
    private boolean sure;
  }

  private static final class Watcher {
    private final Set<Viewer> viewers = new HashSet<>();

    /** Said by the job, and true until it says otherwise. */
    private boolean granted;
  }

  /** What the viewer may see at once. Empty: it has to be asked for. */
  Optional<PresenceStatus> add(String user, Viewer viewer) {
    Target target = targets.computeIfAbsent(user, u -> new Target());
    Watcher watcher = target.watchers.computeIfAbsent(viewer.user(), u -> new Watcher());
    watcher.viewers.add(viewer);
    return watcher.granted && target.sure ? Optional.ofNullable(target.status) : Optional.empty();
  }

  /** True if nobody here watches that user any more. */
  boolean remove(String user, Viewer viewer) {
    Target target = targets.get(user);
    Watcher watcher = target == null ? null : target.watchers.get(viewer.user());
    if (target == null || watcher == null || !watcher.viewers.remove(viewer)) {
      return false;
    }
    if (watcher.viewers.isEmpty()) {
      target.watchers.remove(viewer.user());
    }
    if (target.watchers.isEmpty()) {
      targets.remove(user);
      return true;
    }
    return false;
  }

  boolean isWatched(String user, String watcher) {
    return watcher(user, watcher).isPresent();
  }

  boolean isGranted(String user, String watcher) {
    return watcher(user, watcher).filter(known -> known.granted).isPresent();
  }

  /**
   * Takes what the job says.
   *
   * @return who has to be shown it: everybody who may, or, if it is nothing new, who may only now
   */
  List<Viewer> heard(PresenceStatus status) {
    Target target = targets.get(status.getUserId());
    if (target == null) {
      return List.of();
    }
    List<Viewer> fresh = new ArrayList<>();
    for (String user : status.getGrantedList()) {
      Watcher watcher = target.watchers.get(user);
      if (watcher != null && !watcher.granted) {
        watcher.granted = true;
        fresh.addAll(watcher.viewers);
      }
    }
    PresenceStatus bare = status.toBuilder().clearGranted().clearRevoked().build();
    PresenceStatus known = target.status;
    // A job that starts again from its last checkpoint may repeat what is no longer so.
    if (known != null && target.sure && bare.getAt() < known.getAt()) {
      return fresh;
    }
    target.status = bare;
    target.sure = true;
    return bare.equals(known) ? fresh : granted(target);
  }

  /**
   * Takes from whom the job has taken their right.
   *
   * @return their sessions
   */
  List<Viewer> revoked(PresenceStatus status) {
    List<Viewer> former = new ArrayList<>();
    for (String user : status.getRevokedList()) {
      watcher(status.getUserId(), user)
          .filter(watcher -> watcher.granted)
          .ifPresent(
              watcher -> {
                watcher.granted = false;
                former.addAll(watcher.viewers);
              });
    }
    return former;
  }

  /**
   * Takes what the cache has, for one viewer: true if it is of use. Whoever is in it has been shown
   * the user before; the job's word counts more.
   */
  boolean cached(PresenceStatus status, String watcher) {
    Target target = targets.get(status.getUserId());
    Watcher known = target == null ? null : target.watchers.get(watcher);
    if (target == null || known == null) {
      return false;
    }
    known.granted = true;
    if (!target.sure) {
      target.status = status;
    }
    return true;
  }

  Optional<PresenceStatus> status(String user) {
    return Optional.ofNullable(targets.get(user)).map(target -> target.status);
  }

  /** All sessions that may see the user. */
  List<Viewer> viewers(String user) {
    Target target = targets.get(user);
    return target == null ? List.of() : granted(target);
  }

  /** The sessions of one watcher, if that one may see the user. */
  List<Viewer> viewers(String user, String watcher) {
    return watcher(user, watcher)
        .filter(known -> known.granted)
        .map(known -> List.copyOf(known.viewers))
        .orElse(List.of());
  }

  int size() {
    return targets.size();
  }

  void forEach(BiConsumer<String, String> userAndWatcher) {
    targets.forEach(
        (user, target) ->
            target.watchers.keySet().forEach(watcher -> userAndWatcher.accept(user, watcher)));
  }

  private Optional<Watcher> watcher(String user, String watcher) {
    return Optional.ofNullable(targets.get(user)).map(target -> target.watchers.get(watcher));
  }

  private static List<Viewer> granted(Target target) {
    List<Viewer> viewers = new ArrayList<>();
    target.watchers.values().stream()
        .filter(watcher -> watcher.granted)
        .forEach(watcher -> viewers.addAll(watcher.viewers));
    return viewers;
  }
}
