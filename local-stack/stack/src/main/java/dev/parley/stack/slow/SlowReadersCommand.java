package dev.parley.stack.slow;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.cli.ReportOption;
import dev.parley.stack.crowd.GatewayProcess;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts devices that never read beside healthy ones, and says what became of both. */
@Command(
    name = "slow-readers",
    description = "Puts devices that never read beside healthy ones; exit 1 if these suffer.",
    mixinStandardHelpOptions = true)
public final class SlowReadersCommand implements Callable<Integer> {
  private static final int THREADS = 4;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--slow",
      paramLabel = "N",
      defaultValue = "500",
      description = "Devices that never read (default: ${DEFAULT-VALUE}).")
  private int slow;

  @Option(
      names = "--healthy",
      paramLabel = "N",
      defaultValue = "500",
      description = "Devices that talk in pairs (default: ${DEFAULT-VALUE}).")
  private int healthy;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Messages a second between the healthy (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--text-rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Texts of 16,000 bytes a second to the others (default: ${DEFAULT-VALUE}).")
  private double textRate;

  @Mixin private ReportOption output = new ReportOption();

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (healthy < 2 || healthy % 2 != 0 || slow < 1) {
      throw new StackException(
          "healthy: %d, slow: %d (expected: an even number, and at least one)"
              .formatted(healthy, slow));
    }
    Gateways gateways = Gateways.ofRunning(data.get());
    SlowReport report;
    try (ClientRuntime runtime = new ClientRuntime(THREADS)) {
      report =
          new SlowReaders(gateways, GatewayProcess.ofRunning(data.get()), runtime)
              .run(RunId.at(Instant.now()), slow, healthy, rate, textRate);
    }
    return output.give(report);
  }
}
