package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.Running;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every job in turn is changed while people talk. */
public record JobChange(String name, Change change) implements Fault {
  /** What is done to one job. */
  public interface Change {
    /** Does it, and tells what the job's operations say. */
    void apply(JobOperations operations) throws InterruptedException;
  }

  /** Stopped with a savepoint, and started from it with the jar of the checkout. */
  public static JobChange upgrade() {
    return new JobChange(
        "each job upgraded", job -> job.upgrade(Optional.empty(), Optional.empty()));
  }

  /** To another parallelism and back. */
  public static JobChange rescale() {
    return new JobChange(
        "each job rescaled 2 -> 1 -> 2",
        job -> {
          job.rescale(1);
          job.rescale(2);
        });
  }

  /** Back to a savepoint that was taken a moment ago: all that came after it comes again. */
  public static JobChange restore() {
    return new JobChange(
        "each job restored from a savepoint", job -> job.restore(job.savepoint(Optional.empty())));
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    List<String> words = new ArrayList<>();
    for (Job job : Job.values()) {
      change.apply(new JobOperations(Running.on(target.data()), job, words::add));
    }
    return () -> {
      target.awaitReady();
      return String.join("; ", words);
    };
  }
}
