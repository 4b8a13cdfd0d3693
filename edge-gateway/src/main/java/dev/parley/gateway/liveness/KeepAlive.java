package dev.parley.gateway.liveness;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says again and again that this incarnation lives, and at last that it leaves. */
public final class KeepAlive implements AutoCloseable {
  public static final Duration LEASE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Incarnation incarnation;
  private final Producer<byte[], byte[]> producer;
  private final Clock clock;
  private final Runnable onLapse;
  private final SlotRecords records;
  private final Lease lease;
  private final ScheduledExecutorService timer;

  /** {@code onLapse}: delivery may have dropped this gateway's sessions. */
  public KeepAlive(
      Incarnation incarnation, Producer<byte[], byte[]> producer, Clock clock, Runnable onLapse) {
    this.incarnation = incarnation;
    this.producer = producer;
    this.clock = clock;
    this.onLapse = onLapse;
    this.records = new SlotRecords(incarnation.slot(), LEASE.toMillis());
    this.lease = new Lease(LEASE.toMillis(), clock.millis());
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
    var unused = producer.send(records.leaving(incarnation.number()));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void sayAlive() {
    try {
      var unused =
          producer.send(
              records.alive(incarnation.number()),
              (metadata, exception) -> {
                if (exception == null && lease.renew(clock.millis())) {
                  LOG.warn(
                      "no sign of life got through for {}: asking for every feed again", LEASE);
                  onLapse.run();
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // An exception would end the schedule; the next round tries again.
      LOG.debug("keep-alive: {}", e.getMessage());
    }
  }
}
