package dev.parley.delivery;

import static dev.parley.delivery.FeedContext.LEASE;
import static dev.parley.delivery.FeedContext.keepAlive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewayRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayDirectoryTest {
  private static final Duration INTERVAL = LEASE.dividedBy(3);

  private GatewayDirectory directory = GatewayDirectory.empty();
  private long now = 1_000;

  @Test
  void takesTheOffsetOfAClaimAsItsIncarnation() {
    hear(keepAlive(2, -1), 41);
    assertThat(directory.bySlot())
        .extractingByKey(2)
        .extracting(Gateway::incarnation)
        .isEqualTo(41L);
    assertThat(directory.isDead(new GatewayAddress(2, 40))).isTrue();
    assertThat(directory.isDead(new GatewayAddress(2, 41))).isFalse();
  }

  @Test
  void ignoresAKeepAliveOfAFencedStart() {
    hear(keepAlive(2, -1), 41);
    GatewayDirectory before = directory;
    hear(keepAlive(2, 30).setLeaving(true), 42);
    assertThat(directory).isEqualTo(before);
  }

  @Test
  void takesAKeepAliveWhoseClaimWasCompactedAway() {
    hear(keepAlive(2, 41), 90);
    assertThat(directory.bySlot())
        .extractingByKey(2)
        .extracting(Gateway::incarnation)
        .isEqualTo(41L);
    hear(keepAlive(2, 95), 99);
    assertThat(directory.isGone(new GatewayAddress(2, 41))).isTrue();
    assertThat(directory.isGone(new GatewayAddress(2, 95))).isFalse();
  }

  @Test
  void keepsLeavingFinalForAnIncarnationAndForgetsItWithTheNext() {
    hear(keepAlive(2, 41).setLeaving(true), 50);
    hear(keepAlive(2, 41), 51);
    assertThat(directory.isGone(new GatewayAddress(2, 41))).isTrue();
    hear(keepAlive(2, -1), 52);
    assertThat(directory.isDead(new GatewayAddress(2, 52))).isFalse();
  }

  @Test
  void endsTheLeaseOfAGatewayThatIsSilentWhileOthersAreHeard() {
    hear(keepAlive(0, 1), 10);
    hear(keepAlive(1, 2), 11);
    for (int i = 0; i < 3; i++) {
      pass(INTERVAL);
      hear(keepAlive(1, 2), 12 + i);
      assertThat(directory.isDead(new GatewayAddress(0, 1))).isFalse();
    }
    pass(INTERVAL);
    hear(keepAlive(1, 2), 15);
    assertThat(directory.isDead(new GatewayAddress(0, 1))).isTrue();
    assertThat(directory.isDead(new GatewayAddress(1, 2))).isFalse();
    // Not gone: it may have been frozen, and what it writes shows that it lives.
    assertThat(directory.isGone(new GatewayAddress(0, 1))).isFalse();
    hear(keepAlive(0, 1), 16);
    assertThat(directory.isDead(new GatewayAddress(0, 1))).isFalse();
  }

  @Test
  void endsNoLeaseByAnOutageInWhichNobodyIsHeard() {
    hear(keepAlive(0, 1), 10);
    hear(keepAlive(1, 2), 11);
    pass(Duration.ofHours(1));
    hear(keepAlive(1, 2), 12);
    assertThat(directory.isDead(new GatewayAddress(0, 1))).isFalse();
  }

  @Test
  void saysWhichSlotsAStepChanged() {
    hear(keepAlive(0, 1), 10);
    hear(keepAlive(1, 2), 11);
    GatewayDirectory before = directory;
    pass(INTERVAL);
    hear(keepAlive(1, 2), 12);
    assertThat(directory.changedSince(before)).containsOnlyKeys(0, 1);
    before = directory;
    hear(keepAlive(1, 2), 13);
    assertThat(directory.changedSince(before)).isEmpty();
  }

  @Test
  void refusesRecordsThatBreakARule() {
    assertThatThrownBy(() -> hear(keepAlive(Topics.GATEWAY_PUSH.partitions(), 1), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gateway: 16 (expected: a slot, 0 to 15)");
    assertThatThrownBy(() -> hear(keepAlive(-1, 1), 10)).hasMessageStartingWith("gateway: -1");
    assertThatThrownBy(() -> hear(keepAlive(0, -2), 10)).hasMessageStartingWith("incarnation: -2");
    assertThatThrownBy(() -> hear(keepAlive(0, 1).setLeaseMs(0), 10))
        .hasMessage("lease_ms: 0 (expected: 1 or more)");
  }

  private void hear(GatewayRecord.Builder record, long offset) {
    directory = directory.heard(record.build(), offset, now);
  }

  private void pass(Duration duration) {
    now += duration.toMillis();
  }
}
