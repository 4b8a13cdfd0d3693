package dev.parley.stack;

import java.time.Duration;

/** How long a process that died waits for its next start: the longer, the more often it died. */
final class Relapses {
  private static final Duration MAX = Duration.ofSeconds(30);

  /** A process that lived this long is not sick: its death is taken for its first. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private static final int LAST_DOUBLING = 6;

  private int deaths;

  /** Counts a death and says how long to wait. */
  Duration died(Duration lived) {
    deaths = lived.compareTo(HEALTHY) < 0 ? deaths + 1 : 1;
    if (deaths == 1) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(deaths - 2, LAST_DOUBLING));
    return doubled.compareTo(MAX) < 0 ? doubled : MAX;
  }
}
