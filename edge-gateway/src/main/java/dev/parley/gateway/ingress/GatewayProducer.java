package dev.parley.gateway.ingress;

import static java.util.Map.entry;

import dev.parley.protocol.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one producer of a gateway. */
public final class GatewayProducer {
  static final long UNANSWERED_MAX_BYTES = 16L * 1024 * 1024;

  private static final long BUFFER_BYTES = 2 * UNANSWERED_MAX_BYTES;

  /** A year: Kafka adds it to the time, so the largest long would lie in the past. */
  private static final long NEVER_MS = Duration.ofDays(365).toMillis();

  private static final List<Topics> TOPICS =
      List.of(
          Topics.INBOUND,
          Topics.SESSIONS,
          Topics.GATEWAYS,
          Topics.PRESENCE_SIGNALS,
          Topics.GATEWAY_SIGNALS);

  private GatewayProducer() {}

  public static Producer<byte[], byte[]> connect(String kafka, String clientId) {
    return new KafkaProducer<>(
        Map.ofEntries(
            entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // Batches form by themselves while the requests before them are on their way.
            entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            // Long enough for a broker to restart, short enough to tell a person "not now".
            entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
            // A broker that comes back should be found soon: people wait.
            entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
            // send() runs on event loops. Metadata is known since start and never forgotten: not
            // for being idle, and not while no broker answers.
            entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20),
            entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_MS),
            entry(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** True once every topic that the gateway writes to is known. */
  public static boolean knowsTopics(Producer<byte[], byte[]> producer) {
    try {
      TOPICS.forEach(topic -> producer.partitionsFor(topic.topicName()));
      return true;
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      return false;
    }
  }
}
