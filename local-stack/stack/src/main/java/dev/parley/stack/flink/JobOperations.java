package dev.parley.stack.flink;

import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.component.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What an operator does to one job of a running stack. The records of the job's runs are kept, so
 * that the next start of the stack goes on from here.
 */
public final class JobOperations {
  /** Longer than a change of another job takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Layout layout;
  private final Job job;
  private final ClusterRuns runs;
  private final Snapshots snapshots;
  private final Consumer<String> progress;

  public JobOperations(Running stack, Job job, Consumer<String> progress) {
    this.layout = stack.topology().layout();
    this.job = job;
    this.runs = new ClusterRuns(layout, job, new FlinkRest(stack.endpoints().flink()), () -> false);
    this.snapshots = new Snapshots(layout, job);
    this.progress = progress;
  }

  /** Takes a canonical savepoint; the job goes on. */
  public Path savepoint(Optional<Path> directory) throws InterruptedException {
    return JobsLock.holding(
        layout.data(),
        PATIENCE,
        () -> runs.savepoint(directory.orElseGet(snapshots::savepointDirectory)));
  }

  /**
   * Goes on with another jar: this one, or else that of the checkout.
   *
   * @param savepoints where the savepoint between the two goes
   */
  public void upgrade(Optional<Path> jar, Optional<Path> savepoints) throws InterruptedException {
    Path next = jar.orElseGet(() -> job.jar(layout.home()));
    if (!Files.isRegularFile(next)) {
      throw new StackException("--jar: %s (expected: a file)".formatted(next));
    }
    change(run -> run.withJar(next, jar.isPresent()), savepoints, Optional.empty());
  }

  public void rescale(int parallelism) throws InterruptedException {
    change(run -> run.withParallelism(parallelism), Optional.empty(), Optional.empty());
  }

  /** Goes on from another snapshot than the job's last one. */
  public void restore(Path snapshot) throws InterruptedException {
    Path absolute = snapshot.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute.resolve("_metadata"))) {
      throw new StackException(
          "path: %s (expected: a savepoint or checkpoint, with a file _metadata)"
              .formatted(snapshot));
    }
    change(run -> run, Optional.empty(), Optional.of(absolute));
  }

  /** What is done while a job stands still. */
  @FunctionalInterface
  public interface Meanwhile {
    void run() throws InterruptedException;
  }

  /** A drill: the job stops with a savepoint, and goes on from it after this. */
  public void interrupt(Meanwhile meanwhile) throws InterruptedException {
    JobsLock.holding(
        layout.data(),
        PATIENCE,
        () -> {
          Launch launch = runs.current();
          runs.prepare(launch);
          Path savepoint = runs.stop(snapshots.savepointDirectory());
          progress.accept(job.jobName() + ": stopped");
          try {
            meanwhile.run();
          } finally {
            runs.start(launch, savepoint);
          }
          runs.awaitRunning();
          progress.accept(job.jobName() + ": all tasks run");
          return job;
        });
  }

  private void change(UnaryOperator<Launch> change, Optional<Path> savepoints, Optional<Path> from)
      throws InterruptedException {
    Path directory = savepoints.map(Path::toAbsolutePath).orElseGet(snapshots::savepointDirectory);
    Changeover changeover = new Changeover(job.jobName(), runs, progress, System::nanoTime);
    JobsLock.holding(
        layout.data(),
        PATIENCE,
        () -> {
          changeover.run(change.apply(runs.current()), directory, from);
          return job;
        });
  }
}
