package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.id.UserId;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void whatMakesTheWorkOfManyFramesCostsAsMuch() {
    FrameRate rate = new FrameRate(10, 20, 0);
    assertThat(rate.take(15, 0)).isZero();
    assertThat(rate.take(15, 0)).isEqualTo(FrameRate.PAUSE_MS);

    assertThat(rate.take(1_000, FrameRate.PAUSE_MS)).isEqualTo(FrameRate.PAUSE_MS);
    assertThat(rate.take(1_000, 2 * FrameRate.PAUSE_MS)).isZero();
  }

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

  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private final UserLimits users = new UserLimits(new UserLimits.Limits(2, 10, 20));

  @Test
  void aUsersConnectionsShareOneBucket() {
    assertThat(users.enter(ANN, 0)).isTrue();
    assertThat(users.enter(ANN, 0)).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(users.take(ANN, 0).retryAfterMs()).isZero();
    }
    assertThat(users.take(ANN, 0).retryAfterMs()).isPositive();
    assertThat(users.take(BOB, 0).retryAfterMs()).isZero();
  }

  @Test
  void aUserHasOnlySoManyConnections() {
    users.enter(ANN, 0);
    users.enter(ANN, 0);
    assertThat(users.enter(ANN, 0)).isFalse();
    assertThat(users.enter(BOB, 0)).isTrue();
    users.leave(ANN, 0);

    assertThat(users.enter(ANN, 0)).isTrue();
  }

  @Test
  void whoReconnectsFindsTheBucketAsItWasLeft() {
    users.enter(ANN, 0);
    for (int i = 0; i < 20; i++) {
      users.take(ANN, 0);
    }
    users.leave(ANN, 0);
    users.enter(ANN, 0);

    assertThat(users.take(ANN, 0).retryAfterMs()).isPositive();
  }

  @Test
  void whoeverHasLeftAndRestedIsForgotten() {
    users.enter(ANN, 0);
    users.take(ANN, 0);
    users.leave(ANN, 0);
    users.take(BOB, 1_500); // over HTTP, without a connection
    users.enter(BOB, 2_000);
    assertThat(users.users()).isEqualTo(1);
    users.leave(BOB, 2_000);
    users.enter(ANN, 4_000);

    assertThat(users.users()).isEqualTo(1);
  }

  @Test
  void aUserWhoGoesOnAllTheSameIsAFlood() {
    for (int i = 0; i < 40; i++) {
      assertThat(users.take(ANN, 0).flood()).isFalse();
    }
    assertThat(users.take(ANN, 0).flood()).isTrue();
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
