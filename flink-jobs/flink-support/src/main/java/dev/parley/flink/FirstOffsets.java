package dev.parley.flink;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** The offsets of a start without a snapshot, as {@link Reading} says. */
@SuppressWarnings("deprecation") // OffsetResetStrategy: the connector's interface still names it
final class FirstOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final Reading reading;

  FirstOffsets(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    Map<TopicPartition, Long> beginnings = offsets.beginningOffsets(partitions);
    if (reading == Reading.COUNTED) {
      beginnings.forEach(FirstOffsets::requireWholeLog);
    }
    return beginnings;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return switch (reading) {
      // Not EARLIEST: after a restore it would turn a truncated log into a silent skip.
      case COUNTED, COMPLETE -> OffsetResetStrategy.NONE;
      case CURRENT -> OffsetResetStrategy.EARLIEST;
    };
  }

  private static void requireWholeLog(TopicPartition partition, long beginning) {
    if (beginning != 0) {
      throw new IllegalStateException(
          "%s: starts at offset %d (expected: 0, or a savepoint to start from, as numbers are counted from the first record)"
              .formatted(partition, beginning));
    }
  }
}
