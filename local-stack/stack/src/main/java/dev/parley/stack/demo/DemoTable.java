package dev.parley.stack.demo;

import dev.parley.stack.device.RunId;
import java.util.ArrayList;
import java.util.List;

/** Both devices side by side. */
final class DemoTable {
  private static final int WIDTH = 48;
  private static final String FORMAT = "%-" + WIDTH + "s | %s";

  private final DemoResult result;
  private final RunId run;

  DemoTable(DemoResult result, RunId run) {
    this.result = result;
    this.run = run;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT.formatted(title(result.ann()), title(result.bob())));
    lines.add("-".repeat(WIDTH) + "-+-" + "-".repeat(WIDTH));
    int rows = Math.max(result.ann().seen().size(), result.bob().seen().size());
    for (int i = 0; i < rows; i++) {
      if (isFirstMissed(i)) {
        lines.add(FORMAT.formatted("", "(away; back with since=" + result.since() + ")"));
      }
      lines.add(FORMAT.formatted(cell(result.ann(), i), cell(result.bob(), i)));
    }
    return lines;
  }

  private boolean isFirstMissed(int row) {
    List<Seen> seen = result.bob().seen();
    return row < seen.size()
        && !result.missed().isEmpty()
        && seen.get(row).equals(result.missed().get(0));
  }

  private String title(DemoResult.Side side) {
    return run.name(side.user()) + "'s device, on gateway " + side.gateway();
  }

  private String cell(DemoResult.Side side, int row) {
    if (row >= side.seen().size()) {
      return "";
    }
    Seen seen = side.seen().get(row);
    String line = "%2d %s: %s".formatted(seen.seq(), run.name(seen.from()), seen.text());
    return seen.from().equals(side.user()) ? line + "  " + ticks(side, seen.seq()) : line;
  }

  private static String ticks(DemoResult.Side side, long seq) {
    if (seq <= side.peerRead()) {
      return "✓✓ read";
    }
    return seq <= side.peerDelivered() ? "✓✓" : "✓";
  }
}
