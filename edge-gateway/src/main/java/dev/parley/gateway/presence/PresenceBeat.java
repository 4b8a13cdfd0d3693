package dev.parley.gateway.presence;

import dev.parley.protocol.topic.Topics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the hub its turns. */
public final class PresenceBeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceBeat.class);

  private static final Duration LAST_TURN_PATIENCE = Duration.ofMillis(500);

  private final PresenceHub hub;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "presence-beat");
            thread.setDaemon(true);
            return thread;
          });

  public PresenceBeat(PresenceHub hub) {
    this.hub = hub;
  }

  public void start() {
    long turn = Signals.TURN.toMillis();
    // Turns that were each a little late would make the period longer than the job allows for.
    var unused = timer.scheduleAtFixedRate(this::beat, turn, turn, TimeUnit.MILLISECONDS);
  }

  /** What devices left behind is said at last. */
  @Override
  public void close() {
    timer.shutdownNow();
    awaitLast();
    for (int partition = 0; partition < Topics.PRESENCE_SIGNALS.partitions(); partition++) {
      beat();
    }
  }

  /** A turn under way has what is older. */
  private void awaitLast() {
    try {
      if (!timer.awaitTermination(LAST_TURN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("presence: a turn is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      hub.beat();
    } catch (RuntimeException e) {
      LOG.error("presence: a fault of the server", e); // else there would be no further beat
    }
  }
}
