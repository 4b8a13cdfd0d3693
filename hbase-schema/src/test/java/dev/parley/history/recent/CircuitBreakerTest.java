package dev.parley.history.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final CircuitBreaker breaker = new CircuitBreaker(3, PAUSE, now::get);

  @Test
  void aFewFailuresDoNotOpenIt() {
    fail(2);
    breaker.succeeded();
    fail(2);

    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void afterFailuresInARowNobodyAsksUntilThePauseIsOver() {
    fail(3);
    assertThat(breaker.allows()).isFalse();

    now.addAndGet(PAUSE.toNanos());

    assertThat(breaker.allows()).as("one trial").isTrue();
    assertThat(breaker.allows()).as("and only one").isFalse();
  }

  @Test
  void aTrialThatSucceedsClosesItAndOneThatFailsDoesNot() {
    fail(3);
    now.addAndGet(PAUSE.toNanos());
    breaker.allows();
    fail(1);
    assertThat(breaker.allows()).isFalse();

    now.addAndGet(PAUSE.toNanos());
    breaker.allows();
    breaker.succeeded();

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(new IOException("away"));
    }
  }
}
