package dev.parley.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoodbyesTest {
  @Test
  void aFewDevicesComeBackAtOnce() {
    assertThat(Goodbyes.reconnectAfterMs(0, 1)).isZero();
    assertThat(Goodbyes.reconnectAfterMs(9, 10)).isLessThan(20);
  }

  @Test
  void manyAreSpreadEvenlyOverABoundedTime() {
    assertThat(Goodbyes.reconnectAfterMs(0, 100_000)).isZero();
    assertThat(Goodbyes.reconnectAfterMs(50_000, 100_000)).isEqualTo(5_000);
    assertThat(Goodbyes.reconnectAfterMs(99_999, 100_000)).isLessThan(10_000);
  }
}
