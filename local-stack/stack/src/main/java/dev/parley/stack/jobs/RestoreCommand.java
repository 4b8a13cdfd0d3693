package dev.parley.stack.jobs;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on from another state. */
@Command(
    name = "restore",
    description =
        "Starts a job from a savepoint; what came after it is read again and gets the same"
            + " numbers.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Mixin private JobTarget target = new JobTarget();

  @Parameters(index = "1", paramLabel = "PATH", description = "A savepoint or checkpoint.")
  private Path snapshot = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    target.open().restore(snapshot);
    System.out.println(target.job().jobName() + ": restored");
    return 0;
  }
}
