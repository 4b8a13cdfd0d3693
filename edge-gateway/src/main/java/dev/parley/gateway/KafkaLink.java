package dev.parley.gateway;

import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.egress.GatewayConsumer;
import dev.parley.gateway.egress.PushReader;
import dev.parley.gateway.egress.SignalReader;
import dev.parley.gateway.ingress.GatewayProducer;
import dev.parley.gateway.ingress.KafkaMessageLog;
import dev.parley.gateway.liveness.Incarnation;
import dev.parley.gateway.liveness.Lease;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.presence.PresenceHub;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's Kafka clients, and the slot that it holds through them. */
final class KafkaLink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLink.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(1);

  private final Map<GatewayProducer, Producer<byte[], byte[]>> producers;

  private KafkaLink(Map<GatewayProducer, Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /** Waits for Kafka, but not for ever. */
  static KafkaLink open(GatewayConfig config) throws StartupException {
    String kafka = config.stores().kafka();
    LOG.info("waiting for Kafka at {}", kafka);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<GatewayProducer, Producer<byte[], byte[]>> producers = new EnumMap<>(GatewayProducer.class);
    try {
      for (GatewayProducer kind : GatewayProducer.values()) {
        producers.put(kind, connect(kind, config, deadline));
      }
      return new KafkaLink(producers);
    } catch (StartupException e) {
      producers.values().forEach(producer -> producer.close(Duration.ZERO));
      throw e;
    }
  }

  private static Producer<byte[], byte[]> connect(
      GatewayProducer kind, GatewayConfig config, long deadline) throws StartupException {
    String kafka = config.stores().kafka();
    try {
      Producer<byte[], byte[]> producer = kind.connect(kafka, config.slot());
      while (!kind.knowsTopics(producer)) {
        if (System.nanoTime() > deadline) {
          producer.close(Duration.ZERO);
          throw unreachable(kafka, new TimeoutException());
        }
      }
      return producer;
    } catch (KafkaException e) {
      throw unreachable(kafka, e);
    }
  }

  KafkaMessageLog log(GatewayProducer kind, LongSupplier monotonicMs) {
    return new KafkaMessageLog(producer(kind), kind.unansweredMaxBytes(), monotonicMs);
  }

  private Producer<byte[], byte[]> producer(GatewayProducer kind) {
    return Objects.requireNonNull(producers.get(kind));
  }

  Incarnation claim(int slot, Lease lease) throws StartupException {
    try {
      return Incarnation.claim(slot, lease, producer(GatewayProducer.MESSAGES), PATIENCE);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new StartupException("slot: " + slot + " could not be claimed in Kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("slot: " + slot + " was not claimed: interrupted", e);
    }
  }

  PushReader pushReader(
      GatewayConfig config, SlotWatch slot, Sessions sessions, GatewayMetrics metrics, Clock clock)
      throws StartupException {
    try {
      Consumer<byte[], byte[]> consumer =
          GatewayConsumer.connect(config.stores().kafka(), "gateway-" + config.slot());
      PushReader reader = new PushReader(consumer, slot, sessions, metrics, clock);
      reader.position(PATIENCE);
      return reader;
    } catch (KafkaException e) {
      throw unreachable(config.stores().kafka(), e);
    }
  }

  SignalReader signalReader(GatewayConfig config, SlotWatch slot, PresenceHub hub)
      throws StartupException {
    try {
      Consumer<byte[], byte[]> consumer =
          GatewayConsumer.connect(config.stores().kafka(), "gateway-signals-" + config.slot());
      SignalReader reader = new SignalReader(consumer, slot, hub);
      reader.position(PATIENCE);
      return reader;
    } catch (KafkaException e) {
      throw unreachable(config.stores().kafka(), e);
    }
  }

  /** What was appended goes out first. */
  void close() {
    producers.values().forEach(producer -> producer.close(FLUSH_PATIENCE));
  }

  private static StartupException unreachable(String kafka, Throwable cause) {
    return new StartupException(
        "kafka: "
            + kafka
            + " (expected: a reachable broker with Parley's topics; waited "
            + PATIENCE.toSeconds()
            + " s)",
        cause);
  }
}
