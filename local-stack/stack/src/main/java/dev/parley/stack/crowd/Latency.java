package dev.parley.stack.crowd;

import java.util.Locale;

/** How long messages took, in ms. */
public record Latency(long messages, double p50, double p99, double max) {
  /** As reports say it to people. */
  public String text() {
    return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, max %.1f ms", p50, p99, max);
  }
}
