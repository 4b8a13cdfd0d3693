package dev.parley.stack.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with more or fewer tasks. */
@Command(
    name = "rescale",
    description = "Stops a job with a savepoint and goes on from it at another parallelism.",
    mixinStandardHelpOptions = true)
public final class RescaleCommand implements Callable<Integer> {
  @Mixin private JobTarget target = new JobTarget();

  @Parameters(index = "1", paramLabel = "N", description = "The parallelism, also of later starts.")
  private int parallelism;

  @Override
  public Integer call() throws InterruptedException {
    target.open().rescale(parallelism);
    System.out.println(target.job().jobName() + ": runs at parallelism " + parallelism);
    return 0;
  }
}
