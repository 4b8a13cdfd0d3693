package dev.parley.stack.flink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one job, oldest first.
 *
 * <p>A run has checkpoints while it lasts and a savepoint only if it ended in order, after all its
 * checkpoints. So the point to go on from is found by the order of runs alone, without a clock: the
 * newest run that left anything decides, and in it the savepoint before the checkpoints.
 */
public record JobRuns(List<Run> runs) {

  /**
   * One start of the job.
   *
   * @param jobId Flink's id of the job in this run
   * @param savepoint what it ended with, if it ended in order
   * @param launch what it was started with; null if an older version of the stack did that
   */
  public record Run(String jobId, @Nullable String savepoint, @Nullable Launch launch) {}

  /**
   * Where to go on.
   *
   * @param runs the runs from the one with the resume point on; older ones are of no use any more
   */
  record ResumePoint(Path path, List<Run> runs) {}

  public JobRuns {
    runs = List.copyOf(runs);
  }

  static JobRuns none() {
    return new JobRuns(List.of());
  }

  Optional<Run> last() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  JobRuns started(String jobId, Launch launch) {
    return new JobRuns(
        Stream.concat(runs.stream(), Stream.of(new Run(jobId, null, launch))).toList());
  }

  /** The last run has ended with this savepoint. */
  JobRuns ended(String savepoint) {
    List<Run> changed = new ArrayList<>(runs);
    Run last = changed.remove(changed.size() - 1);
    changed.add(new Run(last.jobId(), savepoint, last.launch()));
    return new JobRuns(changed);
  }

  /** The last run never was. */
  JobRuns withoutLast() {
    return new JobRuns(runs.subList(0, runs.size() - 1));
  }

  /**
   * Where the next run goes on; nothing if no run has left anything.
   *
   * @param newestCheckpoint the newest completed checkpoint of a job id, if one is left
   */
  Optional<ResumePoint> resumePoint(Function<String, Optional<Path>> newestCheckpoint) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      Run run = runs.get(i);
      Optional<Path> point =
          Optional.ofNullable(run.savepoint())
              .map(Path::of)
              .or(() -> newestCheckpoint.apply(run.jobId()));
      if (point.isPresent()) {
        return Optional.of(new ResumePoint(point.get(), runs.subList(i, runs.size())));
      }
    }
    return Optional.empty();
  }
}
