package dev.parley.gateway.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.GatewayRecord;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class IncarnationTest {
  private static final long LEASE = 10_000;

  private final Incarnation incarnation = new Incarnation(2, 40);

  private static GatewayRecord record(int slot, long incarnation) {
    return GatewayRecord.newBuilder().setGateway(slot).setIncarnation(incarnation).build();
  }

  @Test
  void theOffsetOfTheClaimIsTheIncarnation() throws Exception {
    try (MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())) {
      Duration patience = Duration.ofSeconds(1);
      Lease lease = new Lease(LEASE, () -> 0);
      Incarnation first = Incarnation.claim(2, lease, producer, patience);
      Incarnation second = Incarnation.claim(2, lease, producer, patience);

      assertThat(second.number()).isGreaterThan(first.number());
      assertThat(lease.isHeld()).isTrue();
      GatewayRecord claim = GatewayRecord.parseFrom(producer.history().get(0).value());
      assertThat(claim.getIncarnation()).isEqualTo(-1);
      assertThat(claim.getLeaseMs()).isEqualTo(LEASE);
      assertThat(
              new String(producer.history().get(0).key(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("2");
    }
  }

  @Test
  void aLaterClaimOfTheSlotFences() {
    assertThat(incarnation.isFencedBy(record(2, -1), 41)).isTrue();
  }

  @Test
  void aSignOfLifeOfALaterIncarnationFencesToo() {
    // The claim itself may have been compacted away.
    assertThat(incarnation.isFencedBy(record(2, 41), 50)).isTrue();
  }

  @Test
  void theOwnRecordsAndThoseOfOlderLivesDoNotFence() {
    assertThat(incarnation.isFencedBy(record(2, -1), 40)).isFalse();
    assertThat(incarnation.isFencedBy(record(2, 40), 44)).isFalse();
    assertThat(incarnation.isFencedBy(record(2, 30), 45)).isFalse();
  }

  @Test
  void otherSlotsDoNotFence() {
    assertThat(incarnation.isFencedBy(record(1, -1), 60)).isFalse();
    assertThat(incarnation.isFencedBy(record(3, 60), 61)).isFalse();
  }
}
