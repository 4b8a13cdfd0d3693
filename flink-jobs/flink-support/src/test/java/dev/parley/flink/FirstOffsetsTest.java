package dev.parley.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FirstOffsetsTest {
  private static final TopicPartition PARTITION = new TopicPartition("inbound", 3);

  @Test
  void aFirstStartReadsFromTheBeginningWhateverWasCommitted() {
    for (Reading reading : Reading.values()) {
      assertThat(offsets(reading, 0)).containsEntry(PARTITION, 0L);
    }
  }

  @Test
  void countingNeverStartsInTheMiddle() {
    assertThatIllegalStateException()
        .isThrownBy(() -> offsets(Reading.COUNTED, 812))
        .withMessageStartingWith("inbound-3: starts at offset 812 (expected: 0, or a savepoint");
  }

  @Test
  void otherReadersStartWithWhatIsThere() {
    assertThat(offsets(Reading.COMPLETE, 812)).containsEntry(PARTITION, 812L);
    assertThat(offsets(Reading.CURRENT, 812)).containsEntry(PARTITION, 812L);
  }

  @Test
  @SuppressWarnings("deprecation")
  void onlyWhatGoesOutOfDateIsReadOnBehindAHole() {
    assertThat(new FirstOffsets(Reading.COUNTED).getAutoOffsetResetStrategy()).hasToString("none");
    assertThat(new FirstOffsets(Reading.COMPLETE).getAutoOffsetResetStrategy()).hasToString("none");
    assertThat(new FirstOffsets(Reading.CURRENT).getAutoOffsetResetStrategy())
        .hasToString("earliest");
  }

  private static Map<TopicPartition, Long> offsets(Reading reading, long beginning) {
    return new FirstOffsets(reading)
        .getPartitionOffsets(List.of(PARTITION), new OnePartition(beginning));
  }

  private record OnePartition(long beginning) implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, beginning + 5);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, beginning + 10);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, beginning);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      return Map.of();
    }
  }
}
