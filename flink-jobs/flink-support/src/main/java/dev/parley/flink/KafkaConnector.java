package dev.parley.flink;

import dev.parley.protocol.topic.Topics;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
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
 * @param outputPrefix before the name of every topic that is written
 * @param bounded sources end with what is there at the start
 */
public record KafkaConnector(
    String job, String bootstrapServers, String outputPrefix, boolean bounded) {
  /** Longer than a broker takes to answer, far shorter than anyone should wait for a stuck task. */
  private static final String MAX_BLOCK_MS = "10000";

  /** An idle topic must not pay a metadata round trip at its next record. */
  private static final String METADATA_MAX_IDLE_MS = "86400000";

  /** Reads as it comes, and writes where others read. */
  public static KafkaConnector live(String job, String bootstrapServers) {
    return new KafkaConnector(job, bootstrapServers, "", false);
  }

  /**
   * Reads once what is there, and writes to topics of its own: nothing that is live notices, the
   * job's committed offsets included.
   */
  public static KafkaConnector replay(String job, String bootstrapServers, String outputPrefix) {
    return new KafkaConnector(job, bootstrapServers, outputPrefix, true);
  }

  public KafkaSource<SourceRecord> source(Topics topic, Reading reading, Pace pace) {
    Properties config = new Properties();
    // Partitions are fixed for ever; a new one would move keys (see Topics).
    config.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1");
    config.setProperty(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(), "false");
    config.setProperty(
        KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), Boolean.toString(!bounded));
    pace.configureConsumer(config);
    KafkaSourceBuilder<SourceRecord> builder =
        KafkaSource.<SourceRecord>builder()
            .setBootstrapServers(bootstrapServers)
            .setGroupId(job)
            .setClientIdPrefix(job + "-" + topic.topicName())
            .setTopics(topic.topicName())
            .setStartingOffsets(new FirstOffsets(reading))
            .setDeserializer(new SourceRecordReader())
            .setProperties(config);
    if (bounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
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
        .setRecordSerializer(new SinkRecordWriter(outputPrefix))
        .setKafkaProducerConfig(config)
        .build();
  }

  /** Refuses to go on unless every topic is there with exactly its partitions. */
  public void requireTopics(Topics... topics) {
    TopicCheck.require(bootstrapServers, topics);
  }
}
