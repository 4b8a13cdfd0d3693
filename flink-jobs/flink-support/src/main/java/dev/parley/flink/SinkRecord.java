package dev.parley.flink;

import com.google.protobuf.MessageLite;
import dev.parley.protocol.topic.Topics;
import java.nio.charset.StandardCharsets;

/**
 * A Kafka record to write.
 *
 * @param partition the partition, or {@link #BY_KEY}
 * @param key empty = none
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SinkRecord(Topics topic, int partition, byte[] key, byte[] value) {
  /** Kafka's own partitioner chooses: the same key always gets the same partition. */
  public static final int BY_KEY = -1;

  private static final byte[] NO_KEY = {};

  public static SinkRecord keyed(Topics topic, String key, MessageLite value) {
    return new SinkRecord(topic, BY_KEY, key.getBytes(StandardCharsets.UTF_8), value.toByteArray());
  }

  /** For topics without keys and more than one partition, where the partition is the address. */
  public static SinkRecord addressed(Topics topic, int partition, MessageLite value) {
    // On a partition that isn't there the producer would block until max.block.ms and fail the job,
    // which would then meet the same record again after every restart.
    if (partition < 0 || partition >= topic.partitions()) {
      throw new IllegalArgumentException(
          "partition: %d of %s (expected: 0 to %d)"
              .formatted(partition, topic.topicName(), topic.partitions() - 1));
    }
    return new SinkRecord(topic, partition, NO_KEY, value.toByteArray());
  }

  public static SinkRecord unkeyed(Topics topic, MessageLite value) {
    return new SinkRecord(topic, BY_KEY, NO_KEY, value.toByteArray());
  }
}
