package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.flink.JobRuns.ResumePoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRunsTest {
  private static final Launch LAUNCH = new Launch("a.jar", false, List.of(), null);

  @Test
  void aJobThatNeverRanStartsEmpty() {
    assertThat(resume(JobRuns.none(), Map.of())).isEmpty();
  }

  @Test
  void anOrderlyEndIsResumedFromItsSavepointThoughCheckpointsAreLeft() {
    JobRuns runs = JobRuns.none().started("a", LAUNCH).ended("/savepoint-a");

    assertThat(resume(runs, Map.of("a", "/a/chk-9"))).contains(Path.of("/savepoint-a"));
  }

  @Test
  void aDeathIsResumedFromTheCheckpointOfTheRunThatDied() {
    JobRuns runs = JobRuns.none().started("a", LAUNCH).ended("/savepoint-a").started("b", LAUNCH);

    assertThat(resume(runs, Map.of("b", "/b/chk-3"))).contains(Path.of("/b/chk-3"));
  }

  @Test
  void aDeathBeforeTheFirstCheckpointIsResumedWhereThatRunHadBegun() {
    JobRuns runs =
        JobRuns.none()
            .started("a", LAUNCH)
            .ended("/savepoint-a")
            .started("b", LAUNCH)
            .started("c", LAUNCH);

    assertThat(resume(runs, Map.of("a", "/a/chk-9"))).contains(Path.of("/savepoint-a"));
  }

  @Test
  void aSecondDeathInARowIsResumedFromTheNewestCheckpoint() {
    JobRuns runs = JobRuns.none().started("a", LAUNCH).started("b", LAUNCH);

    assertThat(resume(runs, Map.of("a", "/a/chk-9", "b", "/b/chk-10")))
        .contains(Path.of("/b/chk-10"));
  }

  @Test
  void runsBeforeTheResumePointAreForgotten() {
    JobRuns runs = JobRuns.none().started("a", LAUNCH).started("b", LAUNCH).started("c", LAUNCH);

    assertThat(
            runs.resumePoint(id -> id.equals("b") ? Optional.of(Path.of("/b")) : Optional.empty()))
        .map(ResumePoint::runs)
        .hasValueSatisfying(
            kept -> assertThat(kept).extracting(JobRuns.Run::jobId).containsExactly("b", "c"));
  }

  private static Optional<Path> resume(JobRuns runs, Map<String, String> checkpoints) {
    return runs.resumePoint(id -> Optional.ofNullable(checkpoints.get(id)).map(Path::of))
        .map(ResumePoint::path);
  }
}
