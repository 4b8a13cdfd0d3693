package dev.parley.history.job;

import dev.parley.flink.SourceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Gathers records and stores them in batches, one batch at a time and in the order they came: of
 * the rows of one conversation or user, a newer one is never there long before an older one.
 *
 * <p>It keeps no state: a checkpoint first stores everything that came before it.
 */
final class BatchWriter<R> implements SinkWriter<SourceRecord> {
  static final int MAX_RECORDS = 500;
  static final int MAX_BYTES = 1 << 20;
  static final Duration MAX_WAIT = Duration.ofMillis(100);

  private final RecordReader<R> reader;
  private final PatientStorage<R> storage;
  private final ProcessingTimeService timers;
  private final List<R> batch = new ArrayList<>();
  private int batchBytes;
  private @Nullable ScheduledFuture<?> timer;

  BatchWriter(RecordReader<R> reader, PatientStorage<R> storage, ProcessingTimeService timers) {
    this.reader = reader;
    this.storage = storage;
    this.timers = timers;
  }

  @Override
  public void write(SourceRecord record, Context context) throws IOException, InterruptedException {
    batch.add(read(record));
    batchBytes += record.value().length;
    if (batch.size() >= MAX_RECORDS || batchBytes >= MAX_BYTES) {
      storeBatch();
    } else if (timer == null) {
      timer =
          timers.registerTimer(
              timers.getCurrentProcessingTime() + MAX_WAIT.toMillis(), this::onTimer);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    storeBatch();
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  private void onTimer(long time) throws InterruptedException {
    timer = null;
    storeBatch();
  }

  private void storeBatch() throws InterruptedException {
    if (!batch.isEmpty()) {
      storage.store(List.copyOf(batch));
      batch.clear();
      batchBytes = 0;
    }
  }

  private R read(SourceRecord record) {
    try {
      return reader.read(record).orElseThrow();
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("SelectFunction passes on what can be read", e);
    }
  }
}
