package dev.parley.stack.crowd;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.StackException;
import dev.parley.stack.StackStatus;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.process.Jcmd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A gateway of the stack here, seen from outside: its numbers and its memory. */
public record GatewayProcess(String name, long pid, URI metrics) {
  public static final double MB = 1024.0 * 1024.0;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public static List<GatewayProcess> ofRunning(DataDir data) {
    return StackStatus.read(Home.find(), data).stream()
        .filter(row -> Gateway.slotOf(row.name()).isPresent() && row.pid() != null)
        .map(
            row ->
                new GatewayProcess(
                    row.name(),
                    Objects.requireNonNull(row.pid()),
                    URI.create("http://127.0.0.1:" + row.ports().get(1) + "/metrics")))
        .toList();
  }

  /** The sum of a metric over those of its lines that have these labels; 0 if it has none. */
  public double sum(HttpClient http, String metric, String... labels) throws InterruptedException {
    return MetricsText.sum(scrape(http), metric, List.of(labels));
  }

  /** What is left of its heap after a full collection, in bytes. */
  public double heapAfterCollection(HttpClient http) throws InterruptedException {
    Jcmd.ask(pid, "GC.run");
    return heapUsed(http);
  }

  public double heapUsed(HttpClient http) throws InterruptedException {
    return sum(http, "jvm_memory_used_bytes", "area=\"heap\"");
  }

  private String scrape(HttpClient http) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(metrics).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new StackException(name + ": " + e.getMessage() + " (expected: its metrics)", e);
    }
  }
}
