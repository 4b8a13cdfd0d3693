package dev.parley.chaos.cli;

import dev.parley.chaos.scenario.Scenario;
import dev.parley.chaos.scenario.Scenarios;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what can be tried. */
@Command(
    name = "list",
    description = "Says what scenarios there are.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    for (Scenario scenario : Scenarios.all()) {
      System.out.println("%-18s %s".formatted(scenario.title(), scenario.what()));
    }
    return 0;
  }
}
