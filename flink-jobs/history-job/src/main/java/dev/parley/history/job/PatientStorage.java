package dev.parley.history.job;

import dev.parley.history.store.HistoryUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores, however long it takes. While HBase is away the task waits here, and that is the whole
 * backpressure: the source stops being read, checkpoints don't complete, and Kafka keeps what
 * comes. When HBase is back the job goes on with the very record it stopped at. Only a cancelled
 * task gives up; what it had in hand is read again from the last checkpoint.
 */
final class PatientStorage<R> implements Closeable {
  static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int MAX_DOUBLINGS = 5;
  static final Duration LONGEST_PAUSE = FIRST_PAUSE.multipliedBy(1L << MAX_DOUBLINGS);
  private static final Logger LOG = LoggerFactory.getLogger(PatientStorage.class);

  private final Storage<R> storage;
  private final Pause pause;
  private final Counter failures;

  PatientStorage(Storage<R> storage, Pause pause, Counter failures) {
    this.storage = storage;
    this.pause = pause;
    this.failures = failures;
  }

  void store(List<R> records) throws InterruptedException {
    for (int attempt = 1; !stored(records, attempt); attempt++) {
      pause.await(pauseAfter(attempt));
    }
  }

  private boolean stored(List<R> records, int attempt) {
    try {
      storage.store(records);
      if (attempt > 1) {
        LOG.info("HBase takes records again, at attempt {}", attempt);
      }
      return true;
    } catch (HistoryUnavailableException e) {
      failures.inc();
      if (attempt == 1) {
        LOG.warn("HBase takes no records, waiting for it: {}", e.getMessage());
      }
      return false;
    }
  }

  private static Duration pauseAfter(int attempt) {
    int doublings = Math.min(attempt - 1, MAX_DOUBLINGS);
    return FIRST_PAUSE.multipliedBy(1L << doublings);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
