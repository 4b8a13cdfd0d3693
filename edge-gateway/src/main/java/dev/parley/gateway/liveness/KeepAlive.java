package dev.parley.gateway.liveness;

import dev.parley.gateway.ingress.KafkaMessageLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says again and again that this incarnation lives, and at last that it leaves. */
public final class KeepAlive implements AutoCloseable {
  public static final Duration LEASE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Incarnation incarnation;
  private final Lease lease;
  private final KafkaMessageLog log;
  private final SlotRecords records;
  private final ScheduledExecutorService timer;

  public KeepAlive(Incarnation incarnation, Lease lease, KafkaMessageLog log) {
    this.incarnation = incarnation;
    this.lease = lease;
    this.log = log;
    this.records = new SlotRecords(incarnation.slot(), lease.lengthMs());
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "keep-alive");
              thread.setDaemon(true);
              return thread;
            });
  }

  public void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::sayAlive, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** From here on nothing is sent to this gateway. */
  public void leave() {
    timer.shutdownNow();
    log.append(records.leaving(incarnation.number()), stored -> said("leaving", stored));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void sayAlive() {
    log.append(records.alive(incarnation.number(), lease.stamp()), stored -> said("alive", stored));
  }

  private static void said(String what, boolean stored) {
    if (!stored) {
      LOG.debug("could not say: {}", what);
    }
  }
}
