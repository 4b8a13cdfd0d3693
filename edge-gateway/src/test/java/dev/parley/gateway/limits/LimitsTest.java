package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void aBurstPassesAndThenTheRateHolds() {
    FrameRate rate = new FrameRate(10, 3, 0);
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(0)).isZero();

    assertThat(rate.take(0)).isEqualTo(FrameRate.PAUSE_MS);
  }

  @Test
  void aPauseRefusesEverythingSoThatNothingOvertakesWhatWasRefused() {
    FrameRate rate = new FrameRate(10, 1, 0);
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(10)).isEqualTo(FrameRate.PAUSE_MS);

    assertThat(rate.take(900)).isEqualTo(110); // although a token is there again
    assertThat(rate.take(1_010)).isZero();
  }

  @Test
  void whoGoesOnAllTheSameIsAFlood() {
    FrameRate rate = new FrameRate(1, 2, 0);
    rate.take(0);
    rate.take(0);
    rate.take(0);
    rate.take(0);
    assertThat(rate.isFlood()).isFalse();
    rate.take(0);

    assertThat(rate.isFlood()).isTrue();
  }

  @Test
  void whoWaitsIsForgiven() {
    FrameRate rate = new FrameRate(2, 2, 0);
    for (int i = 0; i < 4; i++) {
      rate.take(0);
    }
    assertThat(rate.take(1_000)).isZero();
    rate.take(1_000);
    rate.take(1_000);

    assertThat(rate.isFlood()).isFalse();
  }

  @Test
  void aCapCountsEachKeyAlone() {
    Cap<String> cap = new Cap<>(2);
    assertThat(cap.enter("ann")).isTrue();
    assertThat(cap.enter("ann")).isTrue();
    assertThat(cap.enter("ann")).isFalse();
    assertThat(cap.enter("bob")).isTrue();
    cap.leave("ann");

    assertThat(cap.enter("ann")).isTrue();
  }

  @Test
  void aCapForgetsWhoHasLeft() {
    Cap<String> cap = new Cap<>(1);
    cap.enter("ann");
    cap.enter("ann");
    cap.leave("ann");

    assertThat(cap.keys()).isZero();
  }
}
