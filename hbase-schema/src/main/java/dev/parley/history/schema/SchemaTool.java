package dev.parley.history.schema;

import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates and checks the tables from a command line. Exit code 0 = all tables are right. */
@Command(
    name = "history-schema",
    description = "Creates and checks the HBase tables of the history.",
    synopsisSubcommandLabel = "(create | verify)",
    mixinStandardHelpOptions = true)
public final class SchemaTool {
  private static final int FAILED = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--zookeeper",
      scope = CommandLine.ScopeType.INHERIT,
      defaultValue = "${env:PARLEY_ZOOKEEPER:-127.0.0.1:2181}",
      description = "HOST:PORT, or several with commas (default: ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String zookeeper;

  @Option(
      names = "--regions",
      scope = CommandLine.ScopeType.INHERIT,
      defaultValue = "" + Splits.DEFAULT_REGIONS,
      description = "regions of a new table, a power of two (default: ${DEFAULT-VALUE})")
  private int regions;

  @Command(name = "create", description = "Creates missing tables; changes no table that exists.")
  int create() throws IOException {
    return report(Schema::create);
  }

  @Command(name = "verify", description = "Reports how the tables differ; changes nothing.")
  int verify() throws IOException {
    return report(Schema::verify);
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SchemaTool())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return FAILED;
            });
  }

  private int report(Step step) throws IOException {
    Splits splits = splits();
    try (HistoryStore store = new HistoryStore(zookeeper, Patience.TOOL)) {
      SchemaReport report = step.run(new Schema(store.admin(), splits));
      print(report);
      return report.good() ? 0 : FAILED;
    }
  }

  private Splits splits() {
    try {
      return new Splits(regions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private void print(SchemaReport report) {
    PrintWriter out = spec.commandLine().getOut();
    report.created().forEach(table -> out.println(table + ": created"));
    report.unchanged().forEach(table -> out.println(table + ": no change"));
    report.differences().forEach(out::println);
  }

  private interface Step {
    SchemaReport run(Schema schema) throws IOException;
  }
}
