package dev.parley.gateway.load;

import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.metrics.GatewayMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks several times a second at what is scarce, and tells the {@link Load}. */
public final class LoadWatch implements AutoCloseable {
  static final Duration PERIOD = Duration.ofMillis(250);

  /** People notice, but a full collection of a large heap is not an overload. */
  private static final long LOOP_LAG_MAX_MS = 1_500;

  /** A log that is this late has lost its broker, or can't keep up. */
  private static final long LOG_LAG_MAX_MS = 3_000;

  private final Load load;
  private final LogState log;
  private final List<LoopLag> loops;
  private final ScheduledExecutorService timer;
  private volatile long loopLagMs;

  /** What waits for the log's answer. */
  public interface LogState {
    /** How long the oldest has waited, in ms. */
    long oldestUnansweredMs();

    /** How much of what may wait does: 1 = all. */
    double fill();

    /** As late and as full as the worse of two. */
    static LogState worse(LogState one, LogState other) {
      return new LogState() {
        @Override
        public long oldestUnansweredMs() {
          return Math.max(one.oldestUnansweredMs(), other.oldestUnansweredMs());
        }

        @Override
        public double fill() {
          return Math.max(one.fill(), other.fill());
        }
      };
    }
  }

  public LoadWatch(
      Load load,
      LogState log,
      List<? extends Executor> loops,
      LongSupplier monotonicMs,
      GatewayMetrics metrics) {
    this.load = load;
    this.log = log;
    this.loops = loops.stream().map(loop -> new LoopLag(loop, monotonicMs)).toList();
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "load-watch");
              thread.setDaemon(true);
              return thread;
            });
    metrics.gauge("parley.gateway.loop.lag.ms", () -> loopLagMs);
  }

  public void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    loopLagMs = loops.stream().mapToLong(LoopLag::sample).max().orElse(0);
    load.look(
        Pressure.of(Pressure.Cause.LOOPS, loopLagMs, LOOP_LAG_MAX_MS)
            .max(Pressure.of(Pressure.Cause.LOG, log.oldestUnansweredMs(), LOG_LAG_MAX_MS))
            .max(new Pressure(Pressure.Cause.LOG, log.fill())));
  }
}
