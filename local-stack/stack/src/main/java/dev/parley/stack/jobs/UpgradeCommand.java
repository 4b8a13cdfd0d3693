package dev.parley.stack.jobs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with another version of a job. */
@Command(
    name = "upgrade",
    description =
        "Stops a job with a savepoint and goes on from it with another jar; if that does not work,"
            + " with the former one.",
    mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {
  @Mixin private JobTarget target = new JobTarget();

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The other jar, also for later starts (default: that of the checkout).")
  private @Nullable Path jar;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where the savepoint goes (default: flink/savepoints/JOB in the stack's data).")
  private @Nullable Path savepoints;

  @Override
  public Integer call() throws InterruptedException {
    target.open().upgrade(Optional.ofNullable(jar), Optional.ofNullable(savepoints));
    System.out.println(target.job().jobName() + ": upgraded");
    return 0;
  }
}
