package dev.parley.flink;

import dev.parley.protocol.topic.Topics;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Sources and sinks of one job.
 *
 * <p>Sinks are at-least-once: a transactional sink would show its records only at the next
 * checkpoint. After a crash the job repeats what it wrote since the last checkpoint, with the same
 * numbers, and every reader drops numbers it has seen.
 *
 * @param job the job's name: consumer group and client id
 * @param bootstrapServers host:port, or several with commas
 */
public record KafkaConnector(String job, String bootstrapServers) {
  /** Longer than a broker takes to answer, far shorter than anyone should wait for a stuck task. */
  private static final String MAX_BLOCK_MS = "10000";

  /** An idle topic must not pay a metadata round trip at its next record. */
  private static final String METADATA_MAX_IDLE_MS = "86400000";

  public KafkaSource<SourceRecord> source(Topics topic, Reading reading, Pace pace) {
    Properties config = new Properties();
    // Partitions are fixed for ever; a new one would move keys (see Topics).
    config.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1");
    config.setProperty(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(), "false");
    pace.configureConsumer(config);
    return KafkaSource.<SourceRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setGroupId(job)
        .setClientIdPrefix(job + "-" + topic.topicName())
        .setTopics(topic.topicName())
        .setStartingOffsets(new FirstOffsets(reading))
        .setDeserializer(new SourceRecordReader())
        .setProperties(config)
        .build();
  }

  /** Every sink has a producer of its own, so a gathered topic never delays a prompt one. */
  public KafkaSink<SinkRecord> sink(Pace pace) {
    Properties config = new Properties();
    config.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    config.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    config.setProperty(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_MAX_IDLE_MS);
    config.setProperty("register.producer.metrics", "false");
    pace.configureProducer(config);
    return KafkaSink.<SinkRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new SinkRecordWriter())
        .setKafkaProducerConfig(config)
        .build();
  }

  /** Refuses to go on unless every topic is there with exactly its partitions. */
  public void requireTopics(Topics... topics) {
    TopicCheck.require(bootstrapServers, topics);
  }
}
