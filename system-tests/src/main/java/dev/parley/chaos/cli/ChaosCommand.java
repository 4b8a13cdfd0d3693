package dev.parley.chaos.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chaos.converge.ConvergeCommand;
import dev.parley.chaos.report.Row;
import dev.parley.chaos.report.Table;
import dev.parley.chaos.scenario.Progress;
import dev.parley.chaos.scenario.Run;
import dev.parley.chaos.scenario.Scenario;
import dev.parley.chaos.scenario.Scenarios;
import dev.parley.chaos.stack.StackOption;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.DataDir;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts faults into a running stack while devices talk, and checks what they saw. */
@Command(
    name = "chaos",
    description = {
      "Puts faults into a stack while devices talk, and checks all that they saw.",
      "Exit 1 if anything was lost, doubled, reordered or leaked, or if a run shows nothing."
    },
    mixinStandardHelpOptions = true,
    subcommands = {ListCommand.class, CheckCommand.class, ConvergeCommand.class})
public final class ChaosCommand implements Callable<Integer> {
  private static final int SEED_BOUND = 100_000;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "See ./parley chaos list (default: all but mix).")
  private List<String> titles = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      split = ",",
      description = "One run for each; the same seed does the same again (default: random).")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "0",
      description = "Put faults in until then; one at least (default: one).")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Messages a second of all devices together (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--devices",
      paramLabel = "D",
      defaultValue = "100",
      description = "Two of each user (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Mixin private StackOption stack = new StackOption();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results there.")
  private @Nullable Path json;

  public static void main(String[] args) {
    System.exit(CommandLines.of(new ChaosCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (rate <= 0) {
      throw new StackException("--rate: %s (expected: more than 0)".formatted(rate));
    }
    List<Scenario> scenarios = Scenarios.named(titles);
    if (seeds.isEmpty()) {
      seeds.add(ThreadLocalRandom.current().nextLong(SEED_BOUND));
    }
    boolean smallDisk =
        scenarios.stream().anyMatch(each -> each.kind() == Scenario.Kind.NEEDS_SMALL_DISK);
    List<Row> rows = stack.use(smallDisk, data -> runAll(scenarios, data));
    System.out.println();
    System.out.println(Table.head());
    rows.forEach(row -> System.out.println(Table.lines(row).get(0)));
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), rows);
    }
    return rows.stream().allMatch(row -> row.verdict().equals("PASS")) ? 0 : 1;
  }

  private List<Row> runAll(List<Scenario> scenarios, DataDir data)
      throws InterruptedException, IOException {
    Path histories = Files.createDirectories(StackOption.work().resolve("history"));
    Run.Load load = new Run.Load(devices, rate, Duration.ofMillis((long) (minutes * 60_000)));
    List<Row> rows = new ArrayList<>();
    System.out.println(Table.head());
    for (Scenario each : scenarios) {
      for (long seed : seeds) {
        Path history = histories.resolve("%s-%d.jsonl".formatted(each.title(), seed));
        try (Target target = new Target(data);
            Progress progress = new Progress()) {
          rows.add(Row.of(new Run(each, seed, load, target, progress).play(history)));
        }
        Table.lines(rows.get(rows.size() - 1)).forEach(System.out::println);
      }
    }
    return rows;
  }
}
