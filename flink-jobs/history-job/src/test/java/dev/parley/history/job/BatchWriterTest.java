package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.v1.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
  private static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
          return null;
        }
      };

  private final FakeStorage storage = new FakeStorage();
  private final List<Duration> pauses = new ArrayList<>();
  private final Counter failures = new SimpleCounter();
  private final TestProcessingTimeService timers = new TestProcessingTimeService();
  private Pause pause = pauses::add;
  private final BatchWriter<Message> writer =
      new BatchWriter<>(
          RecordReaders::message,
          new PatientStorage<>(storage, time -> pause.await(time), failures),
          timers);

  @Test
  void aCheckpointStoresEverythingBeforeIt() throws Exception {
    write(1, 3);
    assertThat(storage.batches).isEmpty();

    writer.flush(false);

    assertThat(storage.seqs()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFullBatchIsStoredAtOnce() throws Exception {
    write(1, BatchWriter.MAX_RECORDS + 1);

    assertThat(storage.seqs()).hasSize(BatchWriter.MAX_RECORDS);
  }

  @Test
  void largeRecordsFillABatchSooner() throws Exception {
    Message large = LogRecords.message(1).toBuilder().setText("x".repeat(600_000)).build();
    for (int i = 0; i < 2; i++) {
      writer.write(
          LogRecords.log(LogRecords.said(1).toBuilder().setMessage(large).build()), CONTEXT);
    }

    assertThat(storage.batches).containsExactly(List.of(large, large));
  }

  @Test
  void aFewRecordsAreStoredAfterAShortTime() throws Exception {
    write(1, 2);

    timers.setCurrentTime(BatchWriter.MAX_WAIT.toMillis());
    assertThat(storage.seqs()).containsExactly(1L, 2L);

    write(3, 3);
    timers.setCurrentTime(2 * BatchWriter.MAX_WAIT.toMillis());
    assertThat(storage.seqs()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void nothingIsStoredTwiceAndNothingIsStoredWhenThereIsNothing() throws Exception {
    write(1, 2);
    writer.flush(false);
    writer.flush(true);
    timers.setCurrentTime(10 * BatchWriter.MAX_WAIT.toMillis());

    assertThat(storage.batches).hasSize(1);
  }

  @Test
  void whileTheStorageIsAwayTheWriterWaitsLongerAndLongerAndThenLosesNothing() throws Exception {
    storage.failuresLeft = 8;
    write(1, 3);
    writer.flush(false);
    write(4, 5);
    writer.flush(false);

    assertThat(storage.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(pauses)
        .hasSize(8)
        .isSorted()
        .startsWith(PatientStorage.FIRST_PAUSE)
        .endsWith(PatientStorage.LONGEST_PAUSE);
    assertThat(failures.getCount()).isEqualTo(8);
  }

  @Test
  void onlyCancellingEndsTheWaitAndTheBatchIsNotTakenAsStored() throws Exception {
    storage.failuresLeft = 1;
    pause =
        time -> {
          throw new InterruptedException("cancelled");
        };
    write(1, 2);

    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(InterruptedException.class);
    assertThat(storage.batches).isEmpty();

    writer.flush(false);
    assertThat(storage.seqs()).containsExactly(1L, 2L);
  }

  @Test
  void closingClosesTheStorageAndStoresNothing() throws Exception {
    write(1, 2);
    writer.close();

    assertThat(storage.closed).isTrue();
    assertThat(storage.batches).isEmpty();
  }

  private void write(long first, long last) throws IOException, InterruptedException {
    for (long seq : LongStream.rangeClosed(first, last).toArray()) {
      writer.write(LogRecords.log(LogRecords.said(seq)), CONTEXT);
    }
  }
}
