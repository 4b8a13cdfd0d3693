package dev.parley.stack.demo;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.device.RunId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A conversation that checks itself. */
@Command(
    name = "demo",
    description =
        "Two people on two gateways talk, one goes away and comes back; exit 0 if all fits.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int THREADS = 2;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws InterruptedException {
    Gateways gateways = Gateways.ofRunning(data.get());
    RunId run = RunId.at(Instant.now());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ClientRuntime runtime = new ClientRuntime(THREADS)) {
      DemoResult result = new Demo(gateways, runtime, run, out::println).play();
      out.println();
      new DemoTable(result, run).lines().forEach(out::println);
      out.println();
      for (DemoResult.Check check : result.checks()) {
        out.println((check.kept() ? "ok      " : "BROKEN  ") + check.promise());
      }
      return result.allKept() ? 0 : 1;
    }
  }
}
