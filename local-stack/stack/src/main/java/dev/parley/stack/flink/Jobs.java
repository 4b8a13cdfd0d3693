package dev.parley.stack.flink;

import dev.parley.stack.Endpoints;
import dev.parley.stack.StackException;
import dev.parley.stack.component.Layout;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts the jobs where they ended, and ends them so that they can be started again. */
public final class Jobs {
  /** How long the end of a stack waits for an upgrade that is under way. */
  private static final Duration CHANGE_LIMIT = Duration.ofMinutes(1);

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

  /**
   * Starts the job from its newest snapshot and returns once all its tasks run. An operator's
   * choices hold: its parallelism, and a jar that is not the checkout's.
   */
  public void start(Job job, BooleanSupplier cancelled, Consumer<String> progress)
      throws InterruptedException {
    Snapshots snapshots = new Snapshots(layout, job);
    Optional<Path> resumeFrom = snapshots.takeResumePoint();
    Launch launch =
        Launch.next(
            snapshots.runs().last().map(JobRuns.Run::launch),
            job.jar(layout.home()),
            job.arguments(settings));
    if (launch.chosen()) {
      progress.accept(
          "%s: with the jar of the last ./parley upgrade --jar (./parley upgrade %s goes back)"
              .formatted(job.jobName(), job.shortName()));
    }
    ClusterRuns runs = new ClusterRuns(layout, job, rest, cancelled);
    runs.start(launch, resumeFrom);
    runs.awaitRunning();
  }

  public boolean runs(Job job) {
    return ofLastRun(job, rest::runsFully, false);
  }

  /** How often the job's last run has recovered; 0 if nobody answers. */
  public int restarts(Job job) {
    return ofLastRun(job, rest::restarts, 0);
  }

  /** Those of the job's last run; none if nobody answers. */
  public CheckpointCounts checkpoints(Job job) {
    return ofLastRun(job, rest::checkpoints, CheckpointCounts.NONE);
  }

  private <T> T ofLastRun(Job job, Function<String, T> question, T otherwise) {
    try {
      return new Snapshots(layout, job)
          .runs()
          .last()
          .map(JobRuns.Run::jobId)
          .map(question)
          .orElse(otherwise);
    } catch (UncheckedIOException unreachable) {
      return otherwise;
    }
  }

  /** Where the checkpoints of the job's last run are. */
  public Path data(Job job) {
    Path all = FlinkConfig.checkpoints(layout.data());
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
    try {
      JobsLock.holding(
          layout.data(),
          CHANGE_LIMIT,
          () -> {
            stopAllHere(progress);
            return Job.values();
          });
    } catch (StackException e) {
      progress.accept(String.valueOf(e.getMessage()));
    }
  }

  private void stopAllHere(Consumer<String> progress) throws InterruptedException {
    Map<Job, String> requests = new EnumMap<>(Job.class);
    for (Job job : Job.values()) {
      try {
        requestStop(job, progress).ifPresent(request -> requests.put(job, request));
      } catch (UncheckedIOException e) {
        progress.accept(withoutSavepoint(job, ClusterRuns.messageOf(e)));
      }
    }
    for (Map.Entry<Job, String> request : requests.entrySet()) {
      awaitStop(request.getKey(), request.getValue(), progress);
    }
  }

  private Optional<String> requestStop(Job job, Consumer<String> progress) {
    Optional<String> jobId =
        new Snapshots(layout, job)
            .runs()
            .last()
            .filter(run -> run.savepoint() == null)
            .map(JobRuns.Run::jobId);
    if (jobId.isPresent() && !rest.runsFully(jobId.get())) {
      progress.accept(withoutSavepoint(job, "it is " + rest.state(jobId.get())));
      return Optional.empty();
    }
    return jobId.map(cluster(job)::requestStop);
  }

  private void awaitStop(Job job, String request, Consumer<String> progress)
      throws InterruptedException {
    String jobId = new Snapshots(layout, job).runs().last().orElseThrow().jobId();
    try {
      cluster(job).ended(jobId, request);
      progress.accept(job.jobName() + ": stopped with a savepoint");
    } catch (StackException | UncheckedIOException e) {
      progress.accept(withoutSavepoint(job, ClusterRuns.messageOf(e)));
    }
  }

  private ClusterRuns cluster(Job job) {
    return new ClusterRuns(layout, job, rest, () -> false);
  }

  private static String withoutSavepoint(Job job, String reason) {
    return "%s: the next start goes on from its last checkpoint (%s)"
        .formatted(job.jobName(), reason);
  }
}
