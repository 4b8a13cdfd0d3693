package dev.parley.chaos.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.DataDir;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checkpoints of a stack's jobs, as Flink counts them. */
public record Checkpoints(Target target) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How many there have been since the jobs were started.
   *
   * @param completed by job
   */
  public record Counts(Map<String, Long> completed, long failed) {
    /** Whether every job has completed one more since. */
    public boolean isAfter(Counts before) {
      return completed.keySet().containsAll(before.completed.keySet())
          && before.completed.entrySet().stream()
              .allMatch(job -> completed.getOrDefault(job.getKey(), 0L) > job.getValue());
    }
  }

  public Path directory() {
    return directory(target.data());
  }

  static Path directory(DataDir data) {
    return data.of("flink").resolve("checkpoints");
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
    Map<String, Long> completed = new LinkedHashMap<>();
    long failed = 0;
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      String id = job.path("jid").asText();
      if (!job.path("state").asText().equals("FINISHED")) {
        JsonNode counts = get("/jobs/" + id + "/checkpoints").path("counts");
        completed.put(id, counts.path("completed").asLong());
        failed += counts.path("failed").asLong();
      }
    }
    return new Counts(completed, failed);
  }

  private JsonNode get(String path) {
    try (InputStream answer = target.endpoints().flink().resolve(path).toURL().openStream()) {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
