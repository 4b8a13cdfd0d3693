package dev.parley.stack.replay;

import dev.parley.stack.Running;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.ReplayJob;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores all history again. */
@Command(
    name = "history",
    description =
        "Writes conversation-log and user-feed to HBase again, beside the live job: what is there"
            + " stays, what is missing comes back.",
    mixinStandardHelpOptions = true)
public final class ReplayHistoryCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Records a second, of each of the two (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Override
  public Integer call() throws InterruptedException {
    long beganNs = System.nanoTime();
    new ReplayJob(Running.on(data.get()), Job.HISTORY)
        .run(List.of("--replay-rate", Integer.toString(rate)), 1);
    System.out.println(
        String.format(
            Locale.ROOT,
            "history            written in %.1f s",
            (System.nanoTime() - beganNs) / 1e9));
    return 0;
  }
}
