package dev.parley.stack.flink;

import dev.parley.stack.Endpoints;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Starts the jobs where they ended, and ends them so that they can be started again. */
public final class Jobs {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final Layout layout;
  private final JobSettings settings;
  private final FlinkRest rest;

  /** To look at jobs and end them. */
  public Jobs(Layout layout, Endpoints endpoints) {
    this(layout, endpoints, Duration.parse(JobSettings.DEFAULT_MEMORY));
  }

  /** To start them as well. */
  public Jobs(Layout layout, Endpoints endpoints, Duration memory) {
    this.layout = layout;
    this.settings =
        new JobSettings(endpoints.kafka(), endpoints.zookeeper(), endpoints.redis(), memory);
    this.rest = new FlinkRest(endpoints.flink());
  }

  /** Starts the job from its newest snapshot and returns once all its tasks run. */
  public void start(Job job, BooleanSupplier cancelled) throws InterruptedException {
    Snapshots snapshots = new Snapshots(layout, job);
    Optional<Path> resumeFrom = snapshots.takeResumePoint();
    String jobId = UUID.randomUUID().toString().replace("-", "");
    // Recorded first: a run that left checkpoints and is on no record would be lost.
    snapshots.record(snapshots.runs().started(jobId));
    try {
      String jar = rest.upload(layout.home().jobJar(job.jobName()));
      rest.run(jar, jobId, job.arguments(settings), resumeFrom);
    } catch (IOException | UncheckedIOException e) {
      throw new StackException("%s: not started: %s".formatted(job.jobName(), messageOf(e)), e);
    }
    awaitRunning(job, jobId, cancelled);
  }

  private void awaitRunning(Job job, String jobId, BooleanSupplier cancelled)
      throws InterruptedException {
    boolean runs =
        Await.until(
            START_LIMIT,
            () -> {
              if (cancelled.getAsBoolean()) {
                throw new StackException(job.jobName() + ": start given up");
              }
              return rest.runsFully(jobId) || rest.state(jobId).equals("FAILED");
            });
    if (!runs || !rest.runsFully(jobId)) {
      throw new StackException(
          "%s: %s (expected: RUNNING; log: %s) %s"
              .formatted(
                  job.jobName(),
                  rest.state(jobId),
                  layout.data().log(TaskManager.NAME),
                  rest.rootException(jobId)));
    }
  }

  public boolean runs(Job job) {
    try {
      return new Snapshots(layout, job)
          .runs()
          .last()
          .filter(r -> rest.runsFully(r.jobId()))
          .isPresent();
    } catch (UncheckedIOException unreachable) {
      return false;
    }
  }

  /** How often the job's last run has recovered; 0 if nobody answers. */
  public int restarts(Job job) {
    try {
      return new Snapshots(layout, job)
          .runs()
          .last()
          .map(run -> rest.restarts(run.jobId()))
          .orElse(0);
    } catch (UncheckedIOException unreachable) {
      return 0;
    }
  }

  /** Where the checkpoints of the job's last run are. */
  public Path data(Job job) {
    Path all = FlinkConfig.checkpoints(layout);
    return new Snapshots(layout, job)
        .runs()
        .last()
        .map(run -> all.resolve(run.jobId()))
        .orElse(all);
  }

  /**
   * Ends each job with a savepoint. A job for which that fails is left as it is: its newest
   * checkpoint outlives the cluster, and the next run repeats a little more.
   */
  public void stopAll(Consumer<String> progress) throws InterruptedException {
    Map<Job, String> requests = new EnumMap<>(Job.class);
    for (Job job : Job.values()) {
      try {
        requestStop(job, progress).ifPresent(request -> requests.put(job, request));
      } catch (UncheckedIOException e) {
        progress.accept(withoutSavepoint(job, messageOf(e)));
      }
    }
    for (Map.Entry<Job, String> request : requests.entrySet()) {
      try {
        awaitSavepoint(request.getKey(), request.getValue(), progress);
      } catch (UncheckedIOException e) {
        progress.accept(withoutSavepoint(request.getKey(), messageOf(e)));
      }
    }
  }

  private Optional<String> requestStop(Job job, Consumer<String> progress) {
    Snapshots snapshots = new Snapshots(layout, job);
    Optional<String> jobId =
        snapshots.runs().last().filter(run -> run.savepoint() == null).map(JobRuns.Run::jobId);
    if (jobId.isPresent() && !rest.runsFully(jobId.get())) {
      progress.accept(withoutSavepoint(job, "it is " + rest.state(jobId.get())));
      return Optional.empty();
    }
    return jobId.map(id -> rest.stopWithSavepoint(id, snapshots.savepointDirectory()));
  }

  private void awaitSavepoint(Job job, String request, Consumer<String> progress)
      throws InterruptedException {
    Snapshots snapshots = new Snapshots(layout, job);
    JobRuns runs = snapshots.runs();
    String jobId = runs.last().orElseThrow().jobId();
    Await.until(STOP_LIMIT, () -> rest.savepoint(jobId, request).done());
    Savepoint savepoint = rest.savepoint(jobId, request);
    if (savepoint.location().isPresent()) {
      snapshots.record(runs.ended(Path.of(URI.create(savepoint.location().get())).toString()));
      progress.accept(job.jobName() + ": stopped with a savepoint");
    } else {
      progress.accept(withoutSavepoint(job, savepoint.failure()));
    }
  }

  private static String withoutSavepoint(Job job, String reason) {
    return "%s: no savepoint, the next start goes on from its last checkpoint (%s)"
        .formatted(job.jobName(), reason);
  }

  private static String messageOf(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof ConnectException
        ? "the JobManager does not answer"
        : String.valueOf(cause.getMessage());
  }
}
