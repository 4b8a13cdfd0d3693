package dev.parley.stack.load;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.cli.ReportOption;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a file of messages as many devices, and says what became of each. */
@Command(
    name = "load",
    description = "Sends a file of messages as real devices; exit 1 if one is lost or doubled.",
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  private static final int ID_MAX = 64;
  private static final int THREADS = 4;
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(60);

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "Lines of time, from, to, text with tabs between.")
  private Path file = Path.of("");

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Send the first N lines (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--connections-max",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Skip lines that would need more users (default: ${DEFAULT-VALUE}).")
  private int connectionsMax;

  @Option(
      names = "--verify-history",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Read every conversation back over HTTP (default: yes).")
  private boolean verifyHistory;

  @Mixin private ReportOption output = new ReportOption();

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (rate <= 0) {
      throw new StackException("rate: %s (expected: more than 0)".formatted(rate));
    }
    Gateways gateways = Gateways.ofRunning(data.get());
    RunId run = RunId.at(Instant.now());
    Dialogues dialogues =
        Dialogues.read(file, limit, connectionsMax, ID_MAX - run.user("").length());
    dialogues
        .skipped()
        .forEach((why, count) -> System.out.println("skipped: " + count + " " + why));
    if (dialogues.lines().isEmpty()) {
      throw new StackException("file: %s (expected: at least one line to send)".formatted(file));
    }
    Script script = Script.of(dialogues.lines(), run, ThreadLocalRandom.current().nextLong());
    List<String> users = dialogues.users().stream().map(run::user).toList();
    LoadReport report;
    try (ClientRuntime runtime = new ClientRuntime(THREADS)) {
      report =
          new LoadRun(gateways, runtime, script, users, rate)
              .run(verifyHistory ? Optional.of(HISTORY_PATIENCE) : Optional.empty());
    }
    return output.give(report);
  }
}
