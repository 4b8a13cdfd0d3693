package dev.parley.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UndeliveredSendTest {
  private final UndeliveredSend send = new UndeliveredSend();

  @Test
  void anAcceptedSendAgesUntilItIsShown() {
    send.sent("m1", 0);
    assertThat(send.ageMs(50)).isZero();
    send.accepted("m1", 100);
    assertThat(send.ageMs(700)).isEqualTo(600);
    send.settled("m1");

    assertThat(send.ageMs(800)).isZero();
  }

  @Test
  void theUpdateMayComeBeforeAccepted() {
    send.sent("m1", 0);
    send.settled("m1");
    send.accepted("m1", 10);

    assertThat(send.ageMs(1_000)).isZero();
  }

  @Test
  void theOldestIsWatchedAndThenTheNext() {
    send.sent("m1", 0);
    send.sent("m2", 1);
    send.accepted("m1", 2);
    send.accepted("m2", 3);
    assertThat(send.ageMs(10)).isEqualTo(8);
    send.settled("m1");
    assertThat(send.ageMs(10)).isZero();
    send.sent("m3", 20);
    send.accepted("m3", 30);

    assertThat(send.ageMs(40)).isEqualTo(10);
  }

  @Test
  void aResendThatNoUpdateFollowsIsGivenUp() {
    send.sent("m1", 0);
    send.accepted("m1", 0);
    long later = UndeliveredSend.GIVEN_UP_AFTER_MS + 1;
    send.sent("m2", later);

    assertThat(send.ageMs(later)).isZero();
  }
}
