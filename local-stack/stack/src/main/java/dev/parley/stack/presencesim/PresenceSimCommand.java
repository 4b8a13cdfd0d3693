package dev.parley.stack.presencesim;

import dev.parley.stack.StackException;
import dev.parley.stack.cli.ReportOption;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Needs no stack. */
@Command(
    name = "presence-sim",
    description = "Plays the rules of presence on a made-up crowd, and says what they cost.",
    mixinStandardHelpOptions = true)
public final class PresenceSimCommand implements Callable<Integer> {
  private static final int BLOCK = 20_000;
  private static final long MOST_CELLS = Integer.MAX_VALUE / 2;

  @Option(names = "--users", paramLabel = "N", defaultValue = "1000000")
  private long users;

  @Option(names = "--contacts", paramLabel = "N", defaultValue = "200")
  private int contacts;

  @Option(names = "--hours", paramLabel = "H", defaultValue = "1")
  private double hours;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "64",
      description = "Of presence-signals (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Mixin private ReportOption output = new ReportOption();

  @Override
  public Integer call() throws IOException {
    Habits habits = Habits.usual(contacts, partitions);
    requireSize(habits);
    Simulation simulation = new Simulation(habits, users, hours, seed);
    Totals totals = simulation.newTotals();
    long start = System.nanoTime();
    try (ProgressBar progress = new ProgressBar("users", users)) {
      LongStream.range(0, (users + BLOCK - 1) / BLOCK)
          .parallel()
          .forEach(
              block -> {
                long first = block * BLOCK;
                totals.add(simulation.play(first, (int) Math.min(BLOCK, users - first)));
                progress.stepTo(totals.usersDone());
              });
    }
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    return output.give(SimReport.of(totals, habits, simulation.gateways(), hours, seconds));
  }

  private void requireSize(Habits habits) {
    double cells =
        habits.gateways(users) * (double) partitions * hours * 3_600_000 / Simulation.PERIOD_MS;
    if (users < 1 || contacts < 1 || partitions < 1 || hours <= 0 || cells > MOST_CELLS) {
      throw new StackException(
          "users: %d, contacts: %d, hours: %.2f (expected: more than 0 each, and less of them)"
              .formatted(users, contacts, hours));
    }
  }
}
