package dev.parley.stack.jobs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves a job's state while it runs. */
@Command(
    name = "savepoint",
    description = "Takes a canonical savepoint of a job, which goes on.",
    mixinStandardHelpOptions = true)
public final class SavepointCommand implements Callable<Integer> {
  @Mixin private JobTarget target = new JobTarget();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where it goes (default: flink/savepoints/JOB in the stack's data).")
  private @Nullable Path directory;

  @Override
  public Integer call() throws InterruptedException {
    Path savepoint =
        target.open().savepoint(Optional.ofNullable(directory).map(Path::toAbsolutePath));
    System.out.println(target.job().jobName() + ": savepoint " + savepoint);
    return 0;
  }
}
