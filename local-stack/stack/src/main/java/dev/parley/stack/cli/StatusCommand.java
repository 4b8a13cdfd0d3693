package dev.parley.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.StackStatus;
import dev.parley.stack.StackStatus.Row;
import dev.parley.stack.flink.CheckpointCounts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs. */
@Command(
    name = "status",
    description = "Says what runs, where, and whether it does its work.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final String FORMAT = "%-17s %-6s %8s %9s  %-18s %-22s %s";

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--json",
      description = "An array of name, pid, ports, ready, restarts, checkpoints, log, data.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DataDir directory = data.get();
    List<Row> rows = StackStatus.read(Home.find(), directory);
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else if (rows.isEmpty()) {
      System.out.println("stack: not running on " + directory.root());
    } else {
      System.out.println(
          FORMAT.formatted("NAME", "READY", "PID", "RESTARTS", "PORTS", "CHECKPOINTS", "LOG"));
      rows.forEach(row -> System.out.println(line(row)));
    }
    return 0;
  }

  private static String line(Row row) {
    String ports = row.ports().stream().map(String::valueOf).collect(Collectors.joining(" "));
    String pid = row.pid() == null ? "-" : row.pid().toString();
    return FORMAT.formatted(
        row.name(),
        row.ready() ? "yes" : "NO",
        pid,
        row.restarts(),
        ports,
        checkpoints(row),
        row.log());
  }

  private static String checkpoints(Row row) {
    CheckpointCounts counts = row.checkpoints();
    return counts == null
        ? "-"
        : "%d done, %d failed".formatted(counts.completed(), counts.failed());
  }
}
