package dev.parley.stack.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The part of Flink's REST interface that the stack uses. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The format that any later version, state backend and parallelism reads. */
  private static final String CANONICAL = "CANONICAL";

  private static final String CAUSED_BY = "Caused by: ";
  private static final String UNKNOWN = "NONE";
  private static final Set<String> TERMINAL = Set.of(UNKNOWN, "FINISHED", "CANCELED", "FAILED");
  private static final String BOUNDARY = "parley-job-jar";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  /** Asks the JobManager at this address. */
  FlinkRest(URI base) {
    this.base = base;
  }

  /** What became of a savepoint: nothing yet, a path, or a reason. */
  record Savepoint(boolean done, Optional<String> location, String failure) {}

  boolean hasTaskManager() {
    try {
      return get("/taskmanagers").path("taskmanagers").size() > 0;
    } catch (UncheckedIOException unreachable) {
      return false;
    }
  }

  /** Gives the cluster a jar; the answer is the jar's name there. */
  String upload(Path jar) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
            .formatted(BOUNDARY, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY)));
    String path =
        post("/jars/upload", "multipart/form-data; boundary=" + BOUNDARY, body)
            .path("filename")
            .asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  void run(String jar, String jobId, List<String> arguments, Optional<Path> resumeFrom) {
    ObjectNode request = JSON.createObjectNode().put("jobId", jobId);
    arguments.forEach(request.putArray("programArgsList")::add);
    resumeFrom.ifPresent(path -> request.put("savepointPath", path.toUri().toString()));
    postJson("/jars/" + jar + "/run", request);
  }

  /** The job's state in Flink's words; "NONE" if the cluster does not know it. */
  String state(String jobId) {
    return overview(jobId).map(job -> job.path("state").asText()).orElse(UNKNOWN);
  }

  /** Every task of the job does its work. */
  boolean runsFully(String jobId) {
    return overview(jobId)
        .filter(job -> job.path("state").asText().equals("RUNNING"))
        .map(job -> job.path("tasks"))
        .filter(tasks -> tasks.path("running").asInt() == tasks.path("total").asInt())
        .isPresent();
  }

  /** How often the job has recovered since its JobManager took it up. */
  int restarts(String jobId) {
    return get("/jobs/" + jobId + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  /** The innermost cause of the job's last failure, or nothing if it never failed. */
  String lastFailure(String jobId) {
    if (state(jobId).equals(UNKNOWN)) {
      return "";
    }
    JsonNode failures =
        get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    return innermostCause(failures.path(0).path("stacktrace").asText(""));
  }

  CheckpointCounts checkpoints(String jobId) {
    JsonNode counts = get("/jobs/" + jobId + "/checkpoints").path("counts");
    return new CheckpointCounts(counts.path("completed").asLong(), counts.path("failed").asLong());
  }

  int freeSlots() {
    return get("/overview").path("slots-available").asInt();
  }

  /** It has ended, or the cluster does not know it. */
  boolean isOver(String jobId) {
    return TERMINAL.contains(state(jobId));
  }

  void cancel(String jobId) {
    send(request("/jobs/" + jobId + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
  }

  /** Asks the job to end with a savepoint; the answer names the request. */
  String stopWithSavepoint(String jobId, Path directory) {
    ObjectNode request =
        JSON.createObjectNode()
            .put("targetDirectory", directory.toUri().toString())
            .put("drain", false)
            .put("formatType", CANONICAL);
    return postJson("/jobs/" + jobId + "/stop", request).path("request-id").asText();
  }

  /** Asks for a savepoint of a job that goes on; the answer names the request. */
  String triggerSavepoint(String jobId, Path directory) {
    ObjectNode request =
        JSON.createObjectNode()
            .put("target-directory", directory.toUri().toString())
            .put("cancel-job", false)
            .put("formatType", CANONICAL);
    return postJson("/jobs/" + jobId + "/savepoints", request).path("request-id").asText();
  }

  Savepoint savepoint(String jobId, String requestId) {
    JsonNode answer = get("/jobs/" + jobId + "/savepoints/" + requestId);
    JsonNode operation = answer.path("operation");
    return new Savepoint(
        answer.path("status").path("id").asText().equals("COMPLETED"),
        Optional.ofNullable(operation.path("location").textValue()),
        innermostCause(operation.path("failure-cause").path("stack-trace").asText("")));
  }

  /** A job of this name is or was there. */
  boolean knows(String jobName) {
    return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
        .anyMatch(job -> job.path("name").asText().equals(jobName));
  }

  private Optional<JsonNode> overview(String jobId) {
    return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
        .filter(job -> job.path("jid").asText().equals(jobId))
        .findFirst();
  }

  private JsonNode get(String path) {
    return send(request(path).GET());
  }

  private JsonNode postJson(String path, JsonNode body) {
    return post(path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  private JsonNode post(String path, String contentType, BodyPublisher body) {
    return send(request(path).header("Content-Type", contentType).POST(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  private static JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw new IOException(
            "Flink answered %d: %s".formatted(response.statusCode(), firstError(body)));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + request.uri(), e);
    }
  }

  private static String firstError(JsonNode body) {
    JsonNode errors = body.path("errors");
    // The last one has the stack trace, if there is one.
    return innermostCause(errors.path(errors.size() - 1).asText(""));
  }

  /** The line of a stack trace that a person can use. */
  static String innermostCause(String trace) {
    int cause = trace.lastIndexOf(CAUSED_BY);
    String line = cause < 0 ? trace : trace.substring(cause + CAUSED_BY.length());
    return line.lines().findFirst().orElse("").trim();
  }
}
