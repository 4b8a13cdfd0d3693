package dev.parley.stack.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.DataDir;
import dev.parley.stack.component.Layout;
import dev.parley.stack.flink.JobRuns.ResumePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is on disk of a job's runs: the record of them, their checkpoints and their savepoints. */
final class Snapshots {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKPOINT = "chk-";

  private final Layout layout;
  private final Job job;

  Snapshots(Layout layout, Job job) {
    this.layout = layout;
    this.job = job;
  }

  Path savepointDirectory() {
    return FlinkConfig.savepoints(layout).resolve(job.jobName());
  }

  JobRuns runs() {
    try {
      return Files.exists(runsFile())
          ? JSON.readValue(runsFile().toFile(), JobRuns.class)
          : JobRuns.none();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void record(JobRuns runs) {
    try {
      Files.createDirectories(runsFile().getParent());
      Path temporary = runsFile().resolveSibling(job.jobName() + ".new");
      Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(runs));
      Files.move(temporary, runsFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where the next run goes on. Forgets what lies before it: no run needs it again, since a run's
   * first checkpoint is complete in itself.
   */
  Optional<Path> takeResumePoint() {
    JobRuns all = runs();
    Optional<ResumePoint> point = all.resumePoint(this::newestCheckpoint);
    point.ifPresent(
        found -> {
          record(new JobRuns(found.runs()));
          all.runs().stream().filter(run -> !found.runs().contains(run)).forEach(this::delete);
        });
    return point.map(ResumePoint::path);
  }

  /** Forgets the last run and deletes what it left. */
  void forgetLast() {
    JobRuns all = runs();
    record(all.withoutLast());
    all.last().ifPresent(this::delete);
  }

  /** Copies the jar of a run, so that it can run again whatever is built or deleted meanwhile. */
  Path keepJar(Launch launch, String jobId) throws IOException {
    Files.createDirectories(jar(jobId).getParent());
    return Files.copy(Path.of(launch.jar()), jar(jobId), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path jar(String jobId) {
    return layout.data().of(FlinkConfig.NAME).resolve("jars").resolve(jobId + ".jar");
  }

  private void delete(JobRuns.Run run) {
    DataDir.deleteTree(FlinkConfig.checkpoints(layout.data()).resolve(run.jobId()));
    DataDir.deleteTree(jar(run.jobId()));
    if (run.savepoint() != null && isOurs(Path.of(run.savepoint()))) {
      DataDir.deleteTree(Path.of(run.savepoint()));
    }
  }

  /** What an operator wanted elsewhere is the operator's. */
  private boolean isOurs(Path savepoint) {
    return savepoint.startsWith(FlinkConfig.savepoints(layout));
  }

  /** Metadata is written last and by renaming, so a checkpoint that has it is complete. */
  Optional<Path> newestCheckpoint(String jobId) {
    Path directory = FlinkConfig.checkpoints(layout.data()).resolve(jobId);
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> complete =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith(CHECKPOINT))
              .filter(entry -> Files.exists(entry.resolve("_metadata")))
              .toList();
      return complete.stream().max(Comparator.comparingLong(Snapshots::number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
  }

  private Path runsFile() {
    return layout.data().of(FlinkConfig.NAME).resolve("runs").resolve(job.jobName() + ".json");
  }
}
