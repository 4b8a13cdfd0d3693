package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.component.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  private static final Launch LAUNCH = new Launch("a.jar", false, List.of(), null);

  @TempDir private Path root;
  private Layout layout;
  private Snapshots snapshots;

  @BeforeEach
  void setUp() {
    layout = new Layout(new Home(root), new DataDir(root), new Ports(0));
    snapshots = new Snapshots(layout, Job.DELIVERY);
  }

  @Test
  void theNewestCheckpointIsFoundByNumberNotByName() throws IOException {
    complete("run", 9);
    complete("run", 10);

    assertThat(snapshots.newestCheckpoint("run")).contains(checkpoint("run", 10));
  }

  @Test
  void aCheckpointWithoutMetadataWasNeverCompleted() throws IOException {
    complete("run", 9);
    Files.createDirectories(checkpoint("run", 10));

    assertThat(snapshots.newestCheckpoint("run")).contains(checkpoint("run", 9));
  }

  @Test
  void runsAreFoundAgain() {
    JobRuns runs = JobRuns.none().started("a", LAUNCH).ended("/savepoint").started("b", LAUNCH);

    snapshots.record(runs);

    assertThat(snapshots.runs()).isEqualTo(runs);
  }

  @Test
  void whatLiesBeforeTheResumePointIsDeletedAndNothingElse() throws IOException {
    complete("a", 3);
    complete("b", 4);
    complete("other-job", 1);
    snapshots.record(JobRuns.none().started("a", LAUNCH).started("b", LAUNCH));

    assertThat(snapshots.takeResumePoint()).contains(checkpoint("b", 4));

    assertThat(checkpoint("a", 3).getParent()).doesNotExist();
    assertThat(checkpoint("b", 4)).exists();
    assertThat(checkpoint("other-job", 1)).exists();
  }

  @Test
  void aRunKeepsItsJarWhateverBecomesOfTheOriginal() throws IOException {
    Path built = Files.writeString(root.resolve("a.jar"), "code");

    Path kept = snapshots.keepJar(LAUNCH.withJar(built, false), "run");
    Files.writeString(built, "other code");

    assertThat(kept).hasContent("code");
  }

  @Test
  void aDiscardedRunLeavesNothing() throws IOException {
    Path built = Files.writeString(root.resolve("a.jar"), "code");
    snapshots.record(JobRuns.none().started("a", LAUNCH).started("b", LAUNCH));
    Path kept = snapshots.keepJar(LAUNCH.withJar(built, false), "b");
    complete("b", 4);

    snapshots.forgetLast();

    assertThat(snapshots.runs()).isEqualTo(JobRuns.none().started("a", LAUNCH));
    assertThat(kept).doesNotExist();
    assertThat(checkpoint("b", 4)).doesNotExist();
  }

  @Test
  void aSavepointThatAnOperatorWantedElsewhereIsNeverDeleted(@TempDir Path elsewhere) {
    snapshots.record(
        JobRuns.none()
            .started("a", LAUNCH)
            .ended(elsewhere.toString())
            .started("b", LAUNCH)
            .ended("/savepoint-b"));

    snapshots.takeResumePoint();

    assertThat(elsewhere).exists();
  }

  private void complete(String jobId, int number) throws IOException {
    Files.createDirectories(checkpoint(jobId, number));
    Files.writeString(checkpoint(jobId, number).resolve("_metadata"), "");
  }

  private Path checkpoint(String jobId, int number) {
    return FlinkConfig.checkpoints(layout.data()).resolve(jobId).resolve("chk-" + number);
  }
}
