package dev.parley.stack.flink;

import dev.parley.stack.Home;
import dev.parley.stack.StackException;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Submits the jobs to a cluster that is not ours to start and stop. */
public final class ClusterJobs {
  private static final Duration CLUSTER_LIMIT = Duration.ofMinutes(2);

  private final URI flink;
  private final FlinkRest rest;

  public ClusterJobs(URI flink) {
    this.flink = flink;
    this.rest = new FlinkRest(flink);
  }

  /**
   * Starts the job anew, unless one of its name is there. A job that ended is never started anew
   * where it has left state: that takes a savepoint, and an operator who chooses it.
   */
  public boolean submitIfMissing(Job job, Path jars, JobSettings settings)
      throws InterruptedException {
    if (!Await.until(CLUSTER_LIMIT, rest::hasTaskManager)) {
      throw new StackException(
          "--flink: %s (expected: a cluster with a TaskManager)".formatted(flink));
    }
    if (rest.knows(job.jobName())) {
      return false;
    }
    try {
      String jar = rest.upload(Home.jobJar(jars, job.jobName()));
      rest.run(
          jar,
          UUID.randomUUID().toString().replace("-", ""),
          job.arguments(settings),
          Optional.empty());
    } catch (IOException | UncheckedIOException e) {
      throw new StackException("%s: not submitted: %s".formatted(job.jobName(), e.getMessage()), e);
    }
    return true;
  }
}
