package dev.parley.stack.flink;

import dev.parley.stack.DataDir;
import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.component.Layout;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs the jar and the arguments of a live job once more, from empty state, beside it: a job of its
 * own, that is on no record and leaves nothing.
 */
public final class ReplayJob {
  private static final Duration LIMIT = Duration.ofHours(6);
  private static final Duration CANCEL_LIMIT = Duration.ofMinutes(1);

  private final Layout layout;
  private final Job job;
  private final FlinkRest rest;

  public ReplayJob(Running stack, Job job) {
    this.layout = stack.topology().layout();
    this.job = job;
    this.rest = new FlinkRest(stack.endpoints().flink());
  }

  /**
   * Returns once the job has read all there was.
   *
   * @param replay the arguments that make it a replay
   */
  public void run(List<String> replay, int parallelism) throws InterruptedException {
    Launch live = new ClusterRuns(layout, job, rest, () -> false).current();
    String jobId = UUID.randomUUID().toString().replace("-", "");
    try {
      if (parallelism > rest.freeSlots()) {
        throw new StackException(
            "parallelism: %d (expected: 1 to %d, the slots that are free)"
                .formatted(parallelism, rest.freeSlots()));
      }
      Launch launch = live.withParallelism(parallelism).with(replay);
      rest.run(rest.upload(Path.of(live.jar())), jobId, launch.allArguments(), Optional.empty());
      Await.until(LIMIT, () -> rest.isOver(jobId));
      if (!rest.state(jobId).equals("FINISHED")) {
        throw new StackException(
            "replay: %s (expected: FINISHED) %s"
                .formatted(rest.state(jobId), rest.lastFailure(jobId)));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StackException("replay: " + ClusterRuns.messageOf(e), e);
    } finally {
      end(jobId);
    }
  }

  private void end(String jobId) throws InterruptedException {
    if (!rest.isOver(jobId)) {
      rest.cancel(jobId);
      Await.until(CANCEL_LIMIT, () -> rest.isOver(jobId));
    }
    DataDir.deleteTree(FlinkConfig.checkpoints(layout.data()).resolve(jobId));
  }
}
