package dev.parley.history.recent;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a dead Redis from costing every call its timeout: after a few failures in a row nobody
 * asks, except one call per pause that finds out whether it is back.
 */
final class CircuitBreaker {
  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  private final int failuresToOpen;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private int failuresInRow;
  private long nextTrial;

  CircuitBreaker(int failuresToOpen, Duration pause, LongSupplier nanoTime) {
    this.failuresToOpen = failuresToOpen;
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  synchronized boolean allows() {
    if (!open()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (now - nextTrial < 0) {
      return false;
    }
    nextTrial = now + pauseNanos;
    return true;
  }

  synchronized void succeeded() {
    if (open()) {
      LOG.info("Redis answers again");
    }
    failuresInRow = 0;
  }

  synchronized void failed(Exception cause) {
    if (open()) {
      return;
    }
    failuresInRow++;
    if (open()) {
      nextTrial = nanoTime.getAsLong() + pauseNanos;
      LOG.warn("Redis fails; going on without it: {}", cause.getMessage());
    }
  }

  private boolean open() {
    return failuresInRow >= failuresToOpen;
  }
}
