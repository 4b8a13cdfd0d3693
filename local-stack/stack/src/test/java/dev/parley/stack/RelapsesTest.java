package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelapsesTest {
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofHours(3);

  private final Relapses relapses = new Relapses();

  @Test
  void theFirstDeathCostsNoWaiting() {
    assertThat(relapses.died(LONG)).isZero();
  }

  @Test
  void whoDiesAgainAndAgainWaitsLongerUpToALimit() {
    assertThat(Stream.generate(() -> relapses.died(SHORT).toSeconds()).limit(9))
        .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void aLongLifeIsForgivenEverything() {
    relapses.died(SHORT);
    relapses.died(SHORT);

    assertThat(relapses.died(LONG)).isZero();
    assertThat(relapses.died(SHORT)).isEqualTo(Duration.ofSeconds(1));
  }
}
