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

/**
 * The producers of a gateway: a broker answers a connection's requests one after the other, and no
 * message is to wait for anything else there, nor for room in memory.
 */
public enum GatewayProducer {
  /** Batches form by themselves while the requests before them are on their way. */
  MESSAGES("gateway-", 0, 16),
  /** Nobody sees a tick come a moment later, and together they cost every hop less. */
  RECEIPTS("gateway-receipts-", 40, 4),
  /** Typing gathers for a moment: each request costs this gateway, the broker and readers more. */
  SIGNALS("gateway-signals-", 150, 4);

  /** A year: Kafka adds it to the time, so the largest long would lie in the past. */
  private static final long NEVER_MS = Duration.ofDays(365).toMillis();

  private static final long MIB = 1024 * 1024;

  private final String clientId;
  private final int lingerMs;
  private final long unansweredMaxBytes;

  GatewayProducer(String clientId, int lingerMs, int unansweredMaxMib) {
    this.clientId = clientId;
    this.lingerMs = lingerMs;
    this.unansweredMaxBytes = unansweredMaxMib * MIB;
  }

  /** So much may wait for an answer; more is declined. */
  public long unansweredMaxBytes() {
    return unansweredMaxBytes;
  }

  public Producer<byte[], byte[]> connect(String kafka, int slot) {
    return new KafkaProducer<>(
        Map.ofEntries(
            entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            entry(ProducerConfig.CLIENT_ID_CONFIG, clientId + slot),
            entry(ProducerConfig.ACKS_CONFIG, "all"),
            entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            entry(ProducerConfig.LINGER_MS_CONFIG, lingerMs),
            entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            // Long enough for a broker to restart, short enough to tell a person "not now".
            entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
            // A broker that comes back should be found soon: people wait.
            entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * unansweredMaxBytes),
            // send() runs on event loops. Metadata is known since start and never forgotten: not
            // for being idle, and not while no broker answers.
            entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20),
            entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_MS),
            entry(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** True once every topic that it writes to is known. */
  public boolean knowsTopics(Producer<byte[], byte[]> producer) {
    try {
      topics().forEach(topic -> producer.partitionsFor(topic.topicName()));
      return true;
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      return false;
    }
  }

  private List<Topics> topics() {
    return switch (this) {
      case MESSAGES -> List.of(Topics.INBOUND, Topics.SESSIONS, Topics.GATEWAYS);
      case RECEIPTS -> List.of(Topics.INBOUND);
      case SIGNALS -> List.of(Topics.PRESENCE_SIGNALS, Topics.GATEWAY_SIGNALS);
    };
  }
}
