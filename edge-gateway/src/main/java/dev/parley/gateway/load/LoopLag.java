package dev.parley.gateway.load;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** How late an event loop is: the time from handing it a task to its run. */
final class LoopLag {
  private static final long NONE = -1;

  private final Executor loop;
  private final LongSupplier clock;
  private volatile long postedAt = NONE;
  private volatile long lastMs;

  LoopLag(Executor loop, LongSupplier clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** In ms; of the task that is still waiting, if there is one. */
  long sample() {
    long now = clock.getAsLong();
    long waiting = postedAt;
    if (waiting != NONE) {
      return now - waiting;
    }
    postedAt = now;
    loop.execute(this::ran);
    return lastMs;
  }

  private void ran() {
    lastMs = clock.getAsLong() - postedAt;
    postedAt = NONE;
  }
}
