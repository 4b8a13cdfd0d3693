package dev.parley.stack.flink;

import dev.parley.stack.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Replaces a job's run by another one. If that one does not work, the former runs again, from where
 * it stopped.
 */
final class Changeover {
  private final String job;
  private final Runs runs;
  private final Consumer<String> progress;
  private final LongSupplier nanoTime;

  Changeover(String job, Runs runs, Consumer<String> progress, LongSupplier nanoTime) {
    this.job = job;
    this.runs = runs;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /** The runs of one job on a cluster. Every failure is a {@link StackException}. */
  interface Runs {
    /** What the job runs with now; fails if it does not run. */
    Launch current();

    /** All that can be done while the former run still works; fails if this launch cannot work. */
    void prepare(Launch launch);

    /** Ends the run; the answer is the savepoint. If it fails, the run goes on. */
    Path stop(Path savepoints) throws InterruptedException;

    void start(Launch launch, Path from) throws InterruptedException;

    /** Waits until all tasks run. */
    void awaitRunning() throws InterruptedException;

    /** Waits until the run has made a checkpoint without a single failure. */
    void awaitProof() throws InterruptedException;

    /** Ends and forgets the run that was started last, with all it left. */
    void discard() throws InterruptedException;
  }

  /**
   * Changes over, or fails with one line that says why and what runs now.
   *
   * @param savepoints where the savepoint of the former run goes
   * @param from where the new run starts; empty = from that savepoint
   */
  void run(Launch next, Path savepoints, Optional<Path> from) throws InterruptedException {
    Launch former = runs.current();
    runs.prepare(next);
    long beganNs = nanoTime.getAsLong();
    Path savepoint = runs.stop(savepoints);
    progress.accept("%s: stopped with savepoint %s".formatted(job, savepoint));
    try {
      runs.start(next, from.orElse(savepoint));
      runs.awaitRunning();
      progress.accept("%s: all tasks run, pause %s".formatted(job, since(beganNs)));
      runs.awaitProof();
    } catch (StackException e) {
      goBack(former, savepoint, e);
    }
    progress.accept(job + ": first checkpoint complete");
  }

  private void goBack(Launch former, Path savepoint, StackException failure)
      throws InterruptedException {
    progress.accept("%s: does not work, going back to the former run".formatted(job));
    try {
      runs.discard();
      runs.start(former, savepoint);
      runs.awaitRunning();
    } catch (StackException e) {
      throw new StackException(
          "%s; and the former run does not start again: %s (savepoint: %s)"
              .formatted(failure.getMessage(), e.getMessage(), savepoint),
          failure);
    }
    throw new StackException(
        "%s (the former run goes on from %s)".formatted(failure.getMessage(), savepoint), failure);
  }

  private String since(long beganNs) {
    Duration pause = Duration.ofNanos(nanoTime.getAsLong() - beganNs);
    return String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1000.0);
  }
}
