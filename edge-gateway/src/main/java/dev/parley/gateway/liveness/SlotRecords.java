package dev.parley.gateway.liveness;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewayRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a gateway says about its slot on {@code gateways}. */
record SlotRecords(int slot, long leaseMs) {
  private static final long CLAIM = -1;

  ProducerRecord<byte[], byte[]> claim() {
    return of(record(CLAIM));
  }

  ProducerRecord<byte[], byte[]> alive(long incarnation, long stamp) {
    return of(record(incarnation).setStamp(stamp));
  }

  ProducerRecord<byte[], byte[]> leaving(long incarnation) {
    return of(record(incarnation).setLeaving(true));
  }

  /** The incarnation that a record speaks for: a claim's is its own offset. */
  static long incarnationOf(GatewayRecord record, long offset) {
    return record.getIncarnation() == CLAIM ? offset : record.getIncarnation();
  }

  private GatewayRecord.Builder record(long incarnation) {
    return GatewayRecord.newBuilder()
        .setGateway(slot)
        .setIncarnation(incarnation)
        .setLeaseMs(leaseMs);
  }

  private ProducerRecord<byte[], byte[]> of(GatewayRecord.Builder record) {
    return new ProducerRecord<>(
        Topics.GATEWAYS.topicName(),
        Integer.toString(slot).getBytes(StandardCharsets.UTF_8),
        record.build().toByteArray());
  }
}
