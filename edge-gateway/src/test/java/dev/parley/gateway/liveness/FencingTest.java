package dev.parley.gateway.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.GatewayRecord;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencingTest {
  private static final long LEASE = 10_000;
  private static final int SLOT = 2;
  private static final long OWN = 40;

  private final AtomicLong clock = new AtomicLong(-5_000);
  private final AtomicInteger recoveries = new AtomicInteger();
  private final Lease lease = new Lease(LEASE, clock::get);
  private final SlotWatch watch =
      new SlotWatch(new Incarnation(SLOT, OWN), lease, recoveries::incrementAndGet);

  @BeforeEach
  void claimed() {
    assertThat(lease.isHeld()).isFalse();
    lease.renew(lease.stamp());
  }

  /** What KeepAlive writes now, to be read back whenever. */
  private GatewayRecord alive() {
    return GatewayRecord.newBuilder()
        .setGateway(SLOT)
        .setIncarnation(OWN)
        .setStamp(lease.stamp())
        .build();
  }

  private static GatewayRecord claim() {
    return GatewayRecord.newBuilder().setGateway(SLOT).setIncarnation(-1).build();
  }

  @Test
  void aSignOfLifeThatComesBackProlongsTheLeaseFromWhenItWasSaid() {
    GatewayRecord said = alive();
    clock.addAndGet(LEASE - 1);
    assertThat(watch.heard(said, 50)).isTrue();
    assertThat(lease.isHeld()).isTrue();
    clock.addAndGet(1);

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aStoppedProcessFindsItsLeaseLostBeforeItReadsAnything() {
    GatewayRecord saidBefore = alive();
    clock.addAndGet(10 * LEASE);
    assertThat(watch.holdsSlot()).isFalse();
    watch.heard(saidBefore, 50);

    assertThat(watch.holdsSlot()).isFalse();
    assertThat(recoveries).hasValue(0);
  }

  @Test
  void aZombieMeetsTheClaimOfItsSuccessorBeforeItsOwnNextSignOfLife() {
    clock.addAndGet(10 * LEASE);
    GatewayRecord woken = alive(); // lies behind the claim

    assertThat(watch.heard(claim(), 60)).isFalse();
    assertThat(watch.holdsSlot()).isFalse();
    assertThat(woken.getStamp()).isEqualTo(clock.get());
  }

  @Test
  void withoutASuccessorItRecoversByItselfAndAsksForWhatItMissed() {
    clock.addAndGet(10 * LEASE);
    assertThat(watch.heard(alive(), 60)).isTrue();

    assertThat(watch.holdsSlot()).isTrue();
    assertThat(recoveries).hasValue(1);
    watch.heard(alive(), 61);
    assertThat(recoveries).hasValue(1);
  }

  @Test
  void whatOthersSayProlongsNothing() {
    clock.addAndGet(LEASE - 1);
    watch.heard(alive().toBuilder().setGateway(SLOT + 1).build(), 50);
    watch.heard(alive().toBuilder().setIncarnation(OWN - 1).build(), 51);
    clock.addAndGet(1);

    assertThat(lease.isHeld()).isFalse();
  }
}
