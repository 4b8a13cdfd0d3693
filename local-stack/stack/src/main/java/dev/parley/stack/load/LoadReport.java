package dev.parley.stack.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.stack.cli.Report;
import dev.parley.stack.crowd.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of a run, for people and as JSON.
 *
 * @param warmUp of the messages that were due in the first {@link LoadRun#WARM_UP}
 * @param latency of all others
 */
record LoadReport(
    Ledger.Counts counts,
    Latency warmUp,
    Latency latency,
    int connections,
    Map<String, Integer> reconnects,
    double seconds,
    boolean historyVerified,
    HistoryResult history)
    implements Report {
  private static final int NAMES = 12;

  @Override
  @JsonProperty
  public boolean clean() {
    return counts.clean() && history.clean();
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("sent", "%d", counts.sent()));
    lines.add(line("accepted", "%d", counts.accepted()));
    lines.add(line("delivered", "%d", counts.delivered()));
    lines.add(line("lost", "%d", counts.lost()));
    lines.add(line("duplicated", "%d", counts.duplicated()));
    lines.add(line("misordered", "%d", counts.misordered()));
    if (counts.refused() > 0) {
      lines.add(line("refused", "%d", counts.refused()));
    }
    if (counts.foreign() > 0) {
      lines.add(line("foreign", "%d altered, or shown to somebody else", counts.foreign()));
    }
    lines.add(latencyLine("first %d s".formatted(LoadRun.WARM_UP.toSeconds()), warmUp));
    if (latency.messages() > 0) {
      lines.add(latencyLine("after that", latency));
    }
    lines.add(
        line(
            "rate",
            "%.1f/s for %.1f s over %d connections",
            counts.sent() / Math.max(seconds, 0.001),
            seconds,
            connections));
    reconnects.forEach((why, count) -> lines.add(line("reconnects", "%d: %s", count, why)));
    if (historyVerified) {
      lines.add(
          line(
              "history",
              "%d messages of %d conversations read back: %d missing, %d repeated, %d wrong",
              history.messages(),
              history.conversations(),
              history.missing(),
              history.repeated(),
              history.wrong()));
    }
    return lines;
  }

  private static String latencyLine(String when, Latency latency) {
    return line(when, "%s, from the scheduled send to the receiver", latency.text());
  }

  private static String line(String name, String format, Object... values) {
    return Report.line(NAMES, name, format, values);
  }
}
