package dev.parley.stack.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.stack.cli.Report;
import dev.parley.stack.crowd.Latency;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a presence load, for people and as JSON.
 *
 * @param recordsAUserAndMinute of both topics, while some flap and nothing changes
 * @param agreedAfterS from the start of watching, or from a fault, until all watchers saw the truth
 */
record PresenceReport(
    int devices,
    int flapping,
    int flaps,
    double recordsAUserAndMinute,
    Agreement.Changes changes,
    Agreement.Staleness staleness,
    int disagreeing,
    double agreedAfterS,
    Messages messages,
    Declined declinedDuringFault,
    String fault)
    implements Report {
  /**
   * How long messages took.
   *
   * @param alone nobody comes or goes
   * @param without devices flap, the presence job stands still and nobody types
   * @param with devices flap and go, and whoever says something types before
   */
  record Messages(Latency alone, Latency without, Latency with, Latency duringFault) {
    double ratio() {
      return with.p99() / without.p99();
    }
  }

  private static final int NAMES = 24;

  /** What the design promises. */
  private static final double RECORDS_MAX = 0.1;

  /** Gateways, partitions and the period bound the records: among fewer users each has more. */
  private static final int CROWD = 10_000;

  private static final double STALENESS_MAX_MS = 5_000;
  private static final double FAULT_MAX_S = 30;

  @Override
  @JsonProperty
  public boolean clean() {
    return disagreeing == 0
        && changes.shown() <= changes.real()
        && (devices < CROWD || recordsAUserAndMinute <= RECORDS_MAX)
        && (isWithoutFault() ? isPrompt() : agreedAfterS <= FAULT_MAX_S);
  }

  private boolean isWithoutFault() {
    return fault.equals("none");
  }

  private boolean isPrompt() {
    return staleness.came().p99() <= STALENESS_MAX_MS && staleness.went().p99() <= STALENESS_MAX_MS;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("devices", "%d, %d of them flapping (%d times)", devices, flapping, flaps));
    lines.add(line("records", "%.3f a user and minute in steady state", recordsAUserAndMinute));
    lines.add(
        line(
            "changes",
            "%d real, %d shown, %d watchers disagree at the end",
            changes.real(),
            changes.shown(),
            disagreeing));
    lines.add(late("came, seen after", staleness.came()));
    lines.add(late("went, after debounce", staleness.went()));
    lines.add(line("all agree after", "%.1f s (%s)", agreedAfterS, fault));
    lines.add(took("messages, all still", messages.alone()));
    lines.add(took("messages, flapping", messages.without()));
    lines.add(took("messages, presence too", messages.with()));
    lines.add(line("ratio of p99", "%.2f with presence to without", messages.ratio()));
    if (!isWithoutFault()) {
      lines.add(took("messages, " + fault, messages.duringFault()));
      lines.add(
          line(
              "declined meanwhile",
              "typing %.0f, presence %.0f, sends %.0f",
              declinedDuringFault.typing(),
              declinedDuringFault.presence(),
              declinedDuringFault.sends()));
    }
    return lines;
  }

  private static String late(String name, Latency latency) {
    return line(
        name,
        "p50 %.1f s, p99 %.1f s, max %.1f s (%d)",
        latency.p50() / 1000,
        latency.p99() / 1000,
        latency.max() / 1000,
        latency.messages());
  }

  private static String took(String name, Latency latency) {
    return line(name, "%s (%d)", latency.text(), latency.messages());
  }

  private static String line(String name, String format, Object... values) {
    return Report.line(NAMES, name, format, values);
  }
}
