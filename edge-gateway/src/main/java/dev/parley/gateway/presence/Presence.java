package dev.parley.gateway.presence;

import dev.parley.protocol.v1.PresenceStatus;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The hub, and a thread that asks the cache for first answers. */
public final class Presence implements AutoCloseable {
  private static final int WAITING_MAX = 1_024;

  private final PresenceHub hub;
  private final Snapshots snapshots;
  private final ExecutorService asker;

  public Presence(PresenceHub hub, Snapshots snapshots) {
    this.hub = hub;
    this.snapshots = snapshots;
    this.asker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task -> {
              Thread thread = new Thread(task, "presence-snapshots");
              thread.setDaemon(true);
              return thread;
            });
  }

  public PresenceHub hub() {
    return hub;
  }

  public void watch(Viewer viewer, List<String> users) {
    List<String> unknown = hub.watch(viewer, users);
    if (unknown.isEmpty()) {
      return;
    }
    try {
      asker.execute(() -> hub.cached(viewer, unknown, snapshots.read(viewer.user(), unknown)));
    } catch (RejectedExecutionException e) {
      List<PresenceStatus> none = List.of(); // the job answers as well
      hub.cached(viewer, unknown, none);
    }
  }

  @Override
  public void close() {
    asker.shutdownNow();
  }
}
