package dev.parley.gateway.liveness;

import dev.parley.protocol.v1.GatewayRecord;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/** This life of a slot. Numbers of one slot only grow, and no two processes have the same one. */
public record Incarnation(int slot, long number) {
  /** Takes the slot over from whoever had it. */
  public static Incarnation claim(
      int slot, Lease lease, Producer<byte[], byte[]> producer, Duration patience)
      throws TimeoutException, ExecutionException, InterruptedException {
    long stamp = lease.stamp();
    long offset =
        producer
            .send(new SlotRecords(slot, lease.lengthMs()).claim())
            .get(patience.toMillis(), TimeUnit.MILLISECONDS)
            .offset();
    lease.renew(stamp);
    return new Incarnation(slot, offset);
  }

  /** True if the record shows that a younger process has the slot. */
  public boolean isFencedBy(GatewayRecord record, long offset) {
    return record.getGateway() == slot && SlotRecords.incarnationOf(record, offset) > number;
  }

  /** True if the record is a sign of life of this one. */
  boolean said(GatewayRecord record) {
    return record.getGateway() == slot && record.getIncarnation() == number;
  }
}
