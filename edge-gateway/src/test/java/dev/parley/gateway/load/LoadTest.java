package dev.parley.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.limits.Work;
import dev.parley.gateway.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final long BUDGET = 1_000;

  private final AtomicBoolean holdsSlot = new AtomicBoolean(true);
  private final AtomicLong clock = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GatewayMetrics metrics = new GatewayMetrics(meters);
  private final Load load = new Load(holdsSlot::get, BUDGET, metrics);

  @Test
  void ofTwoLogsTheWorseCounts() {
    LoadWatch.LogState late = new Log(900, 0.1);
    LoadWatch.LogState full = new Log(5, 0.8);

    assertThat(LoadWatch.LogState.worse(late, full).oldestUnansweredMs()).isEqualTo(900);
    assertThat(LoadWatch.LogState.worse(late, full).fill()).isEqualTo(0.8);
  }

  private record Log(long oldestUnansweredMs, double fill) implements LoadWatch.LogState {}

  @Test
  void whatWaitsForDevicesCountsAgainstItsBudget() {
    load.queued(499);
    assertThat(load.queuesMayGrow()).isTrue();
    load.queued(301);
    load.look(Pressure.NONE);
    assertThat(load.queuesMayGrow()).isFalse();
    assertThat(load.takes(Work.HISTORY)).isFalse();
    assertThat(load.takes(Work.SENDS)).isTrue();
    load.queued(-800);
    for (Work unused : Work.values()) {
      load.look(Pressure.NONE);
    }

    assertThat(load.takes(Work.TYPING)).isTrue();
  }

  @Test
  void withoutItsSlotItTakesNothingFromTheFirstMomentOn() {
    holdsSlot.set(false);
    assertThat(load.takes(Work.SENDS)).isFalse();
    assertThat(load.takesConnections()).isFalse();
    holdsSlot.set(true);

    assertThat(load.takes(Work.SENDS)).isTrue();
    assertThat(
            meters
                .get("parley.gateway.declined")
                .tags("work", "sends", "reason", "slot")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aLoopThatDoesNotRunIsAsLateAsItsOldestTask() {
    Queue<Runnable> loop = new ArrayDeque<>();
    LoopLag lag = new LoopLag(loop::add, clock::get);
    assertThat(lag.sample()).isZero();
    clock.set(700);
    assertThat(lag.sample()).isEqualTo(700);
    assertThat(loop).hasSize(1);
    clock.set(900);
    loop.remove().run();

    assertThat(lag.sample()).isEqualTo(900);
    loop.remove().run();
    assertThat(lag.sample()).isZero();
  }

  @Test
  void aLogThatDoesNotAnswerIsNoticedAndForgottenWhenItDoes() {
    AtomicLong oldestMs = new AtomicLong(60_000);
    LoadWatch.LogState log =
        new LoadWatch.LogState() {
          @Override
          public long oldestUnansweredMs() {
            return oldestMs.get();
          }

          @Override
          public double fill() {
            return 0;
          }
        };
    try (LoadWatch watch = new LoadWatch(load, log, List.of(Runnable::run), clock::get, metrics)) {
      watch.start();
      await().until(() -> !load.takes(Work.SENDS));
      oldestMs.set(0);

      await().until(() -> load.takes(Work.TYPING));
    }
  }
}
