package dev.parley.client.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Full jitter: a random time between nothing and a ceiling that doubles. Clients that lost the same
 * gateway come back spread out, not in waves.
 */
final class Backoff {
  private static final int DOUBLINGS_MAX = 20;

  private final long firstMs;
  private final long maxMs;
  private final DoubleSupplier jitter;
  private int failures;

  Backoff(Duration first, Duration max, DoubleSupplier jitter) {
    this.firstMs = first.toMillis();
    this.maxMs = max.toMillis();
    this.jitter = jitter;
  }

  long nextMs() {
    long ceiling = Math.min(maxMs, firstMs << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    return (long) (jitter.getAsDouble() * ceiling);
  }

  void reset() {
    failures = 0;
  }
}
