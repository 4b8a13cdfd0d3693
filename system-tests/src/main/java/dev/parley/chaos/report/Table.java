package dev.parley.chaos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs as lines of text. */
public final class Table {
  private Table() {}

  public static String head() {
    return "%-17s %6s %9s %7s %7s %5s %5s %5s %6s %5s %5s %5s %5s %5s %5s %7s %7s %7s  %s"
        .formatted(
            "SCENARIO",
            "SEED",
            "OPS",
            "MSGS",
            "OVERLAP",
            "LOST",
            "DUP",
            "DIV",
            "MISORD",
            "GAPS",
            "FELL",
            "PHANT",
            "LEAKS",
            "ERR",
            "RES",
            "FIRST",
            "TALKS",
            "CAUGHT",
            "VERDICT");
  }

  /** A run's line, and below it what is to be said about it. */
  public static List<String> lines(Row row) {
    Map<String, Integer> v = row.violations();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-17s %6d %9d %7d %7d %5d %5d %5d %6d %5d %5d %5d %5d %5d %5d %7.1f %7.1f %7.1f  %s",
            row.scenario(),
            row.seed(),
            row.operations(),
            row.messages(),
            row.overlapped(),
            v.getOrDefault("L", 0),
            v.getOrDefault("D", 0),
            v.getOrDefault("V", 0),
            v.getOrDefault("O", 0),
            v.getOrDefault("G", 0),
            v.getOrDefault("C", 0),
            v.getOrDefault("P", 0),
            v.getOrDefault("X", 0),
            v.getOrDefault("E", 0),
            v.getOrDefault("R", 0),
            row.firstAcceptedS(),
            row.talkingS(),
            row.caughtUpS(),
            row.verdict()));
    row.notes().forEach(note -> lines.add("    " + note));
    return lines;
  }
}
