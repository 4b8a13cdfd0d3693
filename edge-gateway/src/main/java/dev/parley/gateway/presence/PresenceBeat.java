package dev.parley.gateway.presence;

import dev.parley.protocol.ProtocolLimits;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the hub its periods. */
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
    long period = ProtocolLimits.PRESENCE_PERIOD.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  /** What devices left behind is said at last. */
  @Override
  public void close() {
    timer.shutdownNow();
    beat();
  }

  private void beat() {
    try {
      hub.beat();
    } catch (RuntimeException e) {
      LOG.error("presence: a fault of the server", e); // else there would be no further beat
    }
  }
}
