package dev.parley.chaos.converge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What each device knew in the end, beside what the server keeps.
 *
 * @param kills each kill of a gateway, with its proof
 */
record ConvergeReport(int said, List<Row> rows, List<String> kills) {
  /**
   * One device.
   *
   * @param server what the history and the list of conversations say to this user
   */
  record Row(String device, String client, int drops, Copy copy, Copy server) {
    boolean good(int said) {
      return copy.messages().size() == said
          && copy.differencesFrom(server) == 0
          && copy.cursors().equals(server.cursors())
          && copy.unread() == server.unread()
          && copy.shownTwice() == 0;
    }
  }

  boolean good() {
    return !kills.isEmpty() && rows.stream().allMatch(row -> row.good(said));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(kills);
    lines.add(
        "%-20s %-6s %5s %8s %7s %5s %6s %6s %9s %6s  %s"
            .formatted(
                "DEVICE",
                "CLIENT",
                "DROPS",
                "MESSAGES",
                "DIFFER",
                "TWICE",
                "UNREAD",
                "SERVER",
                "DELIVERED",
                "READ",
                "VERDICT"));
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-20s %-6s %5d %8d %7d %5d %6d %6d %9d %6d  %s",
              row.device(),
              row.client(),
              row.drops(),
              row.copy().messages().size(),
              row.copy().differencesFrom(row.server()),
              row.copy().shownTwice(),
              row.copy().unread(),
              row.server().unread(),
              row.copy().cursors().delivered(),
              row.copy().cursors().read(),
              row.good(said) ? "EQUAL" : "DIFFERS"));
    }
    lines.add(
        "%d messages, %d kills of gateways: %s"
            .formatted(said, kills.size(), good() ? "PASS" : "FAIL"));
    return lines;
  }
}
