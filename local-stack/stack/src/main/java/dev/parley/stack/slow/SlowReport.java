package dev.parley.stack.slow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.stack.cli.Report;
import dev.parley.stack.crowd.Latency;
import java.util.ArrayList;
import java.util.List;

/** What slow readers did to the others, for people and as JSON. */
record SlowReport(
    int slow,
    int healthy,
    Latency besideReaders,
    Latency besideSlow,
    int undelivered,
    int healthyLost,
    int closed,
    int complete,
    Memory memory)
    implements Report {
  private static final int NAMES = 16;

  /** In MB: of the gateway that held most, except for what was queued, which is of all. */
  record Memory(double peakHeap, double peakQueued, double heapBefore, double heapAfter) {}

  @JsonProperty
  double ratioP50() {
    return besideSlow.p50() / besideReaders.p50();
  }

  @JsonProperty
  double ratioP99() {
    return besideSlow.p99() / besideReaders.p99();
  }

  @Override
  @JsonProperty
  public boolean clean() {
    return undelivered == 0 && healthyLost == 0 && closed == slow && complete == slow;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("devices", "%d that never read, %d healthy", slow, healthy));
    lines.add(latency("beside readers", besideReaders));
    lines.add(latency("beside slow", besideSlow));
    lines.add(line("ratio", "p50 %.2f, p99 %.2f", ratioP50(), ratioP99()));
    lines.add(
        line(
            "healthy", "%d messages not delivered, %d connections lost", undelivered, healthyLost));
    lines.add(line("closed 4001", "%d of %d", closed, slow));
    lines.add(line("complete", "%d of %d after they came back", complete, slow));
    lines.add(
        line(
            "heap",
            "at most %.0f MB; after a collection %.0f MB before, %.0f MB after",
            memory.peakHeap,
            memory.heapBefore,
            memory.heapAfter));
    lines.add(line("queued", "at most %.1f MB for all devices", memory.peakQueued));
    return lines;
  }

  private static String latency(String name, Latency latency) {
    return line(name, "%s of %d messages", latency.text(), latency.messages());
  }

  private static String line(String name, String format, Object... values) {
    return Report.line(NAMES, name, format, values);
  }
}
