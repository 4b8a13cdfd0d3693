package dev.parley.gateway.presence;

import dev.parley.protocol.topic.Topics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the hub its turns. */
public final class PresenceBeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceBeat.class);

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
    var unused = timer.scheduleWithFixedDelay(this::beat, turn, turn, TimeUnit.MILLISECONDS);
  }

  /** What devices left behind is said at last. */
  @Override
  public void close() {
    timer.shutdownNow();
    for (int partition = 0; partition < Topics.PRESENCE_SIGNALS.partitions(); partition++) {
      beat();
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
