package dev.parley.chaos.stack;

import dev.parley.stack.StackStatus;
import dev.parley.stack.flink.CheckpointCounts;
import dev.parley.stack.flink.FlinkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checkpoints of a stack's jobs. */
public record Checkpoints(Target target) {
  /** How many there have been since the jobs were started, by job. */
  public record Counts(Map<String, CheckpointCounts> byJob) {
    public long failed() {
      return byJob.values().stream().mapToLong(CheckpointCounts::failed).sum();
    }

    /** Whether every job has completed one more since. */
    public boolean isAfter(Counts before) {
      return before.byJob.entrySet().stream()
          .allMatch(
              job -> {
                CheckpointCounts now = byJob.get(job.getKey());
                return now != null && now.completed() > job.getValue().completed();
              });
    }
  }

  public Path directory() {
    return FlinkConfig.checkpoints(target.data());
  }

  /** Whether filling the directory would fill nothing else. */
  public boolean haveDiskOfTheirOwn() {
    try {
      return !Files.getFileStore(directory()).equals(Files.getFileStore(target.data().root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Counts counts() {
    Map<String, CheckpointCounts> byJob = new LinkedHashMap<>();
    for (StackStatus.Row row : target.status()) {
      CheckpointCounts counts = row.checkpoints();
      if (counts != null) {
        byJob.put(row.name(), counts);
      }
    }
    return new Counts(byJob);
  }
}
