package dev.parley.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.ingress.MessageLog.Outcome;
import dev.parley.gateway.liveness.Incarnation;
import dev.parley.gateway.liveness.Lease;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.presence.PresenceHub;
import dev.parley.gateway.presence.PresenceMetrics;
import dev.parley.gateway.presence.SignalLog;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceSignals;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SignalReaderTest {
  private static final int SLOT = 1;
  private static final TopicPartition SIGNALS =
      new TopicPartition(Topics.GATEWAY_SIGNALS.topicName(), SLOT);
  private static final SignalLog NOWHERE =
      new SignalLog() {
        @Override
        public void append(int partition, PresenceSignals signals, Outcome outcome) {
          outcome.done(true);
        }

        @Override
        public void append(int gateway, GatewaySignal signal) {}
      };

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Load load = new Load(() -> true, 1 << 20, new GatewayMetrics(meters));
  private final PresenceHub hub =
      new PresenceHub(SLOT, 0, NOWHERE, load, new PresenceMetrics(meters), Clock.systemUTC());

  @Test
  void readingGoesOnAfterAFault() throws Exception {
    consumer.updateEndOffsets(Map.of(SIGNALS, 0L));
    SignalReader reader = new SignalReader(consumer, heldSlot(), hub);
    reader.position(Duration.ofSeconds(1));
    consumer.setPollException(new KafkaException("planted"));
    Thread thread = reader.start();

    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(SIGNALS.topic(), SLOT, 0, new byte[0], new byte[] {-1})));
    await()
        .untilAsserted(
            () ->
                assertThat(meters.counter("parley.gateway.presence.foreign").count()).isEqualTo(1));

    reader.close();
    thread.join();
  }

  private static SlotWatch heldSlot() throws Exception {
    Lease lease = new Lease(10_000, () -> 0L);
    try (MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())) {
      return new SlotWatch(
          Incarnation.claim(SLOT, lease, producer, Duration.ofSeconds(1)), lease, () -> {});
    }
  }
}
