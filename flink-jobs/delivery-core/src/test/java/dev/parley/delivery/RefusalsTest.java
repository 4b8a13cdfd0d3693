package dev.parley.delivery;

import static dev.parley.delivery.FeedContext.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.Refusal;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final long WEEK = Refusals.MAX_AGE.toMillis();

  @Test
  void keepsOneAnswerPerMessage() {
    Refusals refusals =
        Refusals.NONE.with(refusal("phone", "m-1"), 1).with(refusal("phone", "m-1"), 2);
    assertThat(refusals.kept()).containsExactly(new KeptRefusal(refusal("phone", "m-1"), 2));
  }

  @Test
  void keepsTheNewestOfADevice() {
    Refusals refusals = Refusals.NONE.with(refusal("laptop", "m-0"), 0);
    for (int i = 1; i <= Refusals.MAX_PER_DEVICE + 5; i++) {
      refusals = refusals.with(refusal("phone", "m-" + i), i);
    }
    assertThat(refusals.of(PHONE, 100))
        .extracting(Refusal::getClientMessageId)
        .hasSize(Refusals.MAX_PER_DEVICE)
        .startsWith("m-6")
        .endsWith("m-69");
    assertThat(refusals.of(new DeviceId("laptop"), 100)).hasSize(1);
  }

  @Test
  void keepsTheNewestOfAUserHoweverManyDevicesThereAre() {
    Refusals refusals = Refusals.NONE;
    for (int i = 1; i <= Refusals.MAX_PER_USER + 5; i++) {
      refusals = refusals.with(refusal("device-" + i, "m"), i);
    }
    assertThat(refusals.kept()).hasSize(Refusals.MAX_PER_USER);
    assertThat(refusals.kept().get(0).time()).isEqualTo(6);
  }

  @Test
  void forgetsWhatIsTooOld() {
    Refusals refusals = Refusals.NONE.with(refusal("phone", "m-1"), 1_000);
    assertThat(refusals.of(PHONE, 1_000 + WEEK)).hasSize(1);
    assertThat(refusals.of(PHONE, 1_001 + WEEK)).isEmpty();
    assertThat(refusals.with(refusal("phone", "m-2"), 1_001 + WEEK).kept()).hasSize(1);
  }
}
