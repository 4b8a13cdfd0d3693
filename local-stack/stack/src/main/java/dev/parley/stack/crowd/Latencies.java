package dev.parley.stack.crowd;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long messages took, each from when it was due. Many threads may record. */
public final class Latencies {
  private static final long HIGHEST_US = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1000.0;

  private final Histogram us = new ConcurrentHistogram(HIGHEST_US, DIGITS);

  public void record(long dueNs, long arrivedNs) {
    long taken = TimeUnit.NANOSECONDS.toMicros(arrivedNs - dueNs);
    us.recordValue(Math.max(0, Math.min(taken, HIGHEST_US)));
  }

  public Latency summary() {
    return new Latency(
        us.getTotalCount(),
        us.getValueAtPercentile(50) / US_PER_MS,
        us.getValueAtPercentile(99) / US_PER_MS,
        us.getMaxValue() / US_PER_MS);
  }
}
