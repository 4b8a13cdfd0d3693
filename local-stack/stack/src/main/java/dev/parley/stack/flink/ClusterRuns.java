package dev.parley.stack.flink;

import dev.parley.stack.StackException;
import dev.parley.stack.component.Layout;
import dev.parley.stack.flink.FlinkRest.Savepoint;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The runs of one job: on the cluster, and on record. */
final class ClusterRuns implements Changeover.Runs {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** Longer than the jobs allow a snapshot to take: what is not done by then has failed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(80);

  private static final Duration PROOF_LIMIT = Duration.ofSeconds(60);

  private final Job job;
  private final FlinkRest rest;
  private final Snapshots snapshots;
  private final Path log;
  private final BooleanSupplier cancelled;
  private @Nullable String uploaded;

  ClusterRuns(Layout layout, Job job, FlinkRest rest, BooleanSupplier cancelled) {
    this.job = job;
    this.rest = rest;
    this.snapshots = new Snapshots(layout, job);
    this.log = layout.data().log(TaskManager.NAME);
    this.cancelled = cancelled;
  }

  @Override
  public Launch current() {
    JobRuns.Run run = lastRun();
    if (run.savepoint() != null || !guarded(() -> rest.runsFully(run.jobId()))) {
      throw new StackException(
          "%s: %s (expected: RUNNING, with all of its tasks)"
              .formatted(job.jobName(), guarded(() -> rest.state(run.jobId()))));
    }
    return Optional.ofNullable(run.launch())
        .orElseThrow(
            () ->
                new StackException(
                    job.jobName() + ": started by an older version (expected: ./parley up again)"));
  }

  @Override
  public void prepare(Launch launch) {
    int available = guarded(rest::freeSlots) + current().slots();
    if (launch.slots() > available) {
      throw new StackException(
          "parallelism: %d (expected: 1 to %d, the slots that are free)"
              .formatted(launch.slots(), available));
    }
    uploaded = guarded(() -> rest.upload(Path.of(launch.jar())));
  }

  @Override
  public void start(Launch launch, Path from) {
    start(launch, Optional.of(from));
  }

  /** Starts a run from a snapshot, or from nothing. */
  void start(Launch launch, Optional<Path> from) {
    if (uploaded == null) {
      uploaded = guarded(() -> rest.upload(Path.of(launch.jar())));
    }
    String jar = uploaded;
    uploaded = null;
    String jobId = UUID.randomUUID().toString().replace("-", "");
    Launch kept = launch.withJar(guarded(() -> snapshots.keepJar(launch, jobId)), launch.chosen());
    // Recorded first: a run that left checkpoints and is on no record would be lost.
    snapshots.record(snapshots.runs().started(jobId, kept));
    guarded(
        () -> {
          rest.run(jar, jobId, launch.allArguments(), from);
          return jobId;
        });
  }

  @Override
  public void awaitRunning() throws InterruptedException {
    String jobId = lastRun().jobId();
    boolean runs =
        Await.until(
            START_LIMIT,
            () -> {
              if (cancelled.getAsBoolean()) {
                throw new StackException(job.jobName() + ": start given up");
              }
              return holds(() -> rest.runsFully(jobId) || rest.state(jobId).equals("FAILED"));
            });
    if (!runs || !holds(() -> rest.runsFully(jobId))) {
      throw failed(jobId);
    }
  }

  @Override
  public void awaitProof() throws InterruptedException {
    String jobId = lastRun().jobId();
    Await.until(
        PROOF_LIMIT,
        () ->
            holds(
                () ->
                    rest.checkpoints(jobId).completed() > 0 || !rest.lastFailure(jobId).isEmpty()));
    if (!holds(
        () -> rest.checkpoints(jobId).completed() > 0 && rest.lastFailure(jobId).isEmpty())) {
      throw failed(jobId);
    }
  }

  @Override
  public Path stop(Path savepoints) throws InterruptedException {
    String jobId = lastRun().jobId();
    return ended(jobId, guarded(() -> rest.stopWithSavepoint(jobId, savepoints)));
  }

  /** Asks the run to end; the answer names the request. */
  String requestStop(String jobId) {
    return rest.stopWithSavepoint(jobId, snapshots.savepointDirectory());
  }

  /** Waits for the end that was asked for, and records it. */
  Path ended(String jobId, String request) throws InterruptedException {
    Path savepoint = await(jobId, request);
    snapshots.record(snapshots.runs().ended(savepoint.toString()));
    return savepoint;
  }

  /** Takes a savepoint of a run that goes on. */
  Path savepoint(Path directory) throws InterruptedException {
    current();
    String jobId = lastRun().jobId();
    return await(jobId, guarded(() -> rest.triggerSavepoint(jobId, directory)));
  }

  @Override
  public void discard() throws InterruptedException {
    String jobId = lastRun().jobId();
    if (!guarded(() -> rest.isOver(jobId))) {
      guarded(
          () -> {
            rest.cancel(jobId);
            return jobId;
          });
      Await.until(STOP_LIMIT, () -> holds(() -> rest.isOver(jobId)));
    }
    snapshots.forgetLast();
  }

  private Path await(String jobId, String request) throws InterruptedException {
    Await.until(STOP_LIMIT, () -> holds(() -> rest.savepoint(jobId, request).done()));
    Savepoint savepoint = guarded(() -> rest.savepoint(jobId, request));
    return savepoint
        .location()
        .map(location -> Path.of(URI.create(location)))
        .orElseThrow(
            () ->
                new StackException(
                    "%s: no savepoint (%s)"
                        .formatted(
                            job.jobName(),
                            savepoint.done()
                                ? savepoint.failure()
                                : "not done after " + STOP_LIMIT.toSeconds() + " s")));
  }

  private JobRuns.Run lastRun() {
    return snapshots
        .runs()
        .last()
        .orElseThrow(() -> new StackException(job.jobName() + ": never started"));
  }

  private StackException failed(String jobId) {
    String state = guarded(() -> rest.state(jobId));
    String failure = guarded(() -> rest.lastFailure(jobId));
    return new StackException(
        "%s: %s (expected: RUNNING and a checkpoint; log: %s)%s"
            .formatted(job.jobName(), state, log, failure.isEmpty() ? "" : " " + failure));
  }

  /** A JobManager that just comes back answers no. */
  private static boolean holds(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (UncheckedIOException noAnswer) {
      return false;
    }
  }

  private interface Request<T> {
    T make() throws IOException;
  }

  private <T> T guarded(Request<T> request) {
    try {
      return request.make();
    } catch (IOException | UncheckedIOException e) {
      throw new StackException(job.jobName() + ": " + messageOf(e), e);
    }
  }

  static String messageOf(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof ConnectException
        ? "the JobManager does not answer"
        : String.valueOf(cause.getMessage());
  }
}
