package dev.parley.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.MessageLite;
import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.liveness.Incarnation;
import dev.parley.gateway.liveness.Lease;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PushRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushReaderTest {
  private static final int SLOT = 1;
  private static final long LEASE_MS = 10_000;
  private static final TopicPartition PUSHES =
      new TopicPartition(Topics.GATEWAY_PUSH.topicName(), SLOT);
  private static final TopicPartition CLAIMS = new TopicPartition(Topics.GATEWAYS.topicName(), 0);

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger recoveries = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Lease lease = new Lease(LEASE_MS, clock::get);
  private Incarnation incarnation = new Incarnation(SLOT, 0);
  private PushReader reader;
  private long pushOffset = 100;
  private long claimOffset;

  @BeforeEach
  void start() throws Exception {
    try (MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())) {
      incarnation = Incarnation.claim(SLOT, lease, producer, Duration.ofSeconds(1));
    }
    claimOffset = incarnation.number() + 1;
    consumer.updateEndOffsets(Map.of(PUSHES, pushOffset, CLAIMS, claimOffset));
    reader =
        new PushReader(
            consumer,
            new SlotWatch(incarnation, lease, recoveries::incrementAndGet),
            new Sessions(),
            new GatewayMetrics(meters),
            Clock.systemUTC());
    reader.position(Duration.ofSeconds(1));
    reader.start(ended::countDown);
  }

  @AfterEach
  void stop() {
    reader.close();
  }

  private void brings(TopicPartition partition, long offset, MessageLite record) {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    new byte[0],
                    record.toByteArray())));
  }

  private void bringsPush() {
    brings(
        PUSHES,
        pushOffset++,
        PushRecord.newBuilder()
            .setIncarnation(incarnation.number())
            .addSessionIds("s")
            .setCatchUp(CatchUp.getDefaultInstance())
            .build());
  }

  private void bringsSignOfLife(long stamp) {
    brings(
        CLAIMS,
        claimOffset++,
        GatewayRecord.newBuilder()
            .setGateway(SLOT)
            .setIncarnation(incarnation.number())
            .setStamp(stamp)
            .build());
  }

  private void bringsClaim() {
    brings(
        CLAIMS,
        claimOffset++,
        GatewayRecord.newBuilder().setGateway(SLOT).setIncarnation(-1).build());
  }

  private long passedOn() {
    return meters.get("parley.gateway.push.lag").timer().count();
  }

  private double dropped() {
    return meters.get("parley.gateway.push.foreign").counter().count();
  }

  @Test
  void whatIsForThisLifeIsPassedOn() {
    bringsPush();
    await().until(() -> passedOn() == 1);
    assertThat(dropped()).isZero();
  }

  @Test
  void aZombiePassesNothingOnAndEndsAtTheClaimOfItsSuccessor() throws Exception {
    clock.addAndGet(3 * LEASE_MS);
    bringsPush();
    await().until(() -> dropped() == 1);
    bringsClaim();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(passedOn()).isZero();
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void withoutASuccessorItGoesOnAndEverySessionAsksForWhatWasDropped() {
    clock.addAndGet(3 * LEASE_MS);
    bringsPush();
    await().until(() -> dropped() == 1);
    bringsSignOfLife(clock.get());
    await().until(() -> recoveries.get() == 1);
    bringsPush();

    await().until(() -> passedOn() == 1);
    assertThat(ended.getCount()).isEqualTo(1);
  }
}
