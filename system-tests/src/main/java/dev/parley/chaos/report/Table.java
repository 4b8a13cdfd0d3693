package dev.parley.chaos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-17s %6d %9d %7d %7d %5s %5s %5s %6s %5s %5s %5s %5s %5s %5s %7.1f %7.1f %7.1f  %s",
            row.scenario(),
            row.seed(),
            row.operations(),
            row.messages(),
            row.overlapped(),
            found(row, "L"),
            found(row, "D"),
            found(row, "V"),
            found(row, "O"),
            found(row, "G"),
            found(row, "C"),
            found(row, "P"),
            found(row, "X"),
            found(row, "E"),
            found(row, "R"),
            row.firstAcceptedS(),
            row.talkingS(),
            row.caughtUpS(),
            row.verdict()));
    row.notes().forEach(note -> lines.add("    " + note));
    return lines;
  }

  private static String found(Row row, String invariant) {
    Integer violations = row.violations().get(invariant);
    return violations == null ? "-" : violations.toString();
  }
}
