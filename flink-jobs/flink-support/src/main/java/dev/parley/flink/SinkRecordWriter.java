package dev.parley.flink;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Not the connector's builder: its topic selector caches by the element, which is wrong with object
 * reuse.
 */
final class SinkRecordWriter implements KafkaRecordSerializationSchema<SinkRecord> {
  private static final long serialVersionUID = 1;

  private final String topicPrefix;

  SinkRecordWriter(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  /**
   * The Kafka timestamp is the time of writing, not {@code sourceTimestamp}: retention must count
   * from when the record was written, also when a job catches up after a long outage. The time that
   * users see is inside the value.
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      SinkRecord record, KafkaSinkContext context, @Nullable Long sourceTimestamp) {
    return new ProducerRecord<>(
        topicPrefix + record.topic().topicName(),
        record.partition() == SinkRecord.BY_KEY ? null : record.partition(),
        record.key().length == 0 ? null : record.key(),
        record.value());
  }
}
