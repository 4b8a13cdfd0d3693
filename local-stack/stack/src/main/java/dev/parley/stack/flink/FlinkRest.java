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
import java.util.stream.StreamSupport;

/** The part of Flink's REST interface that the stack uses. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
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
    return overview(jobId).map(job -> job.path("state").asText()).orElse("NONE");
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

  /** First line of what made the job fail last, or nothing. */
  String rootException(String jobId) {
    String trace = get("/jobs/" + jobId + "/exceptions").path("root-exception").asText("");
    return trace.lines().findFirst().orElse("");
  }

  /** Asks the job to end with a savepoint; the answer names the request. */
  String stopWithSavepoint(String jobId, Path directory) {
    ObjectNode request =
        JSON.createObjectNode()
            .put("targetDirectory", directory.toUri().toString())
            .put("drain", false)
            .put("formatType", "CANONICAL");
    return postJson("/jobs/" + jobId + "/stop", request).path("request-id").asText();
  }

  Savepoint savepoint(String jobId, String requestId) {
    JsonNode answer = get("/jobs/" + jobId + "/savepoints/" + requestId);
    JsonNode operation = answer.path("operation");
    return new Savepoint(
        answer.path("status").path("id").asText().equals("COMPLETED"),
        Optional.ofNullable(operation.path("location").textValue()),
        operation.path("failure-cause").path("class").asText());
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
            request.uri() + " answered " + response.statusCode() + ": " + firstError(body));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + request.uri(), e);
    }
  }

  /** The innermost cause that Flink prints, which is what a person can use. */
  private static String firstError(JsonNode body) {
    String text = body.path("errors").toString();
    int cause = text.lastIndexOf("Caused by: ");
    String line = cause < 0 ? text : text.substring(cause);
    return line.split("\\\\n", 2)[0];
  }
}
