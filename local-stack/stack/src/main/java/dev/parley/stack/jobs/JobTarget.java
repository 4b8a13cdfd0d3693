package dev.parley.stack.jobs;

import dev.parley.stack.Running;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobOperations;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which job of which stack. */
final class JobTarget {
  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "JOB", description = "conversation, delivery or history.")
  private String name = "";

  Job job() {
    return Job.named(name);
  }

  JobOperations open() {
    return new JobOperations(Running.on(data.get()), job(), System.out::println);
  }
}
