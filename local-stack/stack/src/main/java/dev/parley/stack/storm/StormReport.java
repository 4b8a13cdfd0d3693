package dev.parley.stack.storm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.stack.cli.Report;
import dev.parley.stack.crowd.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came of a storm, for people and as JSON. */
record StormReport(
    int connections,
    int cut,
    int missing,
    Away away,
    CuttableTransport.Attempts attempts,
    Map<String, Integer> lostWhy,
    int messages,
    int undelivered,
    int doubled,
    Map<String, Double> heapMb)
    implements Report {
  private static final int NAMES = 13;

  /** Seconds from the cut until a device had everything again. */
  record Away(double p50, double p99, double max) {
    private static final double MS_PER_S = 1_000;

    static Away of(Latency away) {
      return new Away(away.p50() / MS_PER_S, away.p99() / MS_PER_S, away.max() / MS_PER_S);
    }
  }

  @Override
  @JsonProperty
  public boolean clean() {
    return missing == 0
        && undelivered == 0
        && doubled == 0
        && attempts.refused() == attempts.toldWhen();
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("connections", "%d, %d of them cut at once", connections, cut));
    lines.add(line("not back", "%d", missing));
    lines.add(
        line("back after", "p50 %.1f s, p99 %.1f s, max %.1f s", away.p50, away.p99, away.max));
    lines.add(
        line(
            "attempts",
            "%d: %d refused, %d of these told when to come again, %d failed",
            attempts.all(),
            attempts.refused(),
            attempts.toldWhen(),
            attempts.failed()));
    lines.add(
        line(
            "messages",
            "%d written while away: %d not delivered, %d shown twice",
            messages,
            undelivered,
            doubled));
    lostWhy.forEach((why, count) -> lines.add(line("lost", "%d: %s", count, why)));
    heapMb.forEach(
        (gateway, mb) -> lines.add(line("heap", "%.0f MB after a collection: %s", mb, gateway)));
    return lines;
  }

  private static String line(String name, String format, Object... values) {
    return Report.line(NAMES, name, format, values);
  }
}
