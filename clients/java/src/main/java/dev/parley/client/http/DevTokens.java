package dev.parley.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.client.TokenSource;
import dev.parley.protocol.id.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tokens for anyone, from a gateway in development mode. Not for production, which has none. */
public final class DevTokens {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient http;
  private final List<URI> gateways;

  /**
   * Asks the first of these gateways that answers.
   *
   * @param gateways http://host:port
   */
  public DevTokens(HttpClient http, List<URI> gateways) {
    this.http = http;
    this.gateways = List.copyOf(gateways);
  }

  public TokenSource of(String userId) {
    return () -> token(userId);
  }

  public CompletableFuture<String> token(String userId) {
    CompletableFuture<String> token =
        CompletableFuture.failedFuture(
            new IllegalStateException("token: nobody to ask (expected: a gateway)"));
    for (URI gateway : gateways) {
      token = token.exceptionallyCompose(failure -> token(gateway, userId));
    }
    return token;
  }

  private CompletableFuture<String> token(URI gateway, String userId) {
    // A user id needs no escaping in JSON.
    String body = "{\"userId\":\"" + new UserId(userId) + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/dev/token"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(DevTokens::tokenIn);
  }

  private static String tokenIn(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      try (JsonParser json = JSON.createParser(response.body())) {
        for (JsonToken next = json.nextToken(); next != null; next = json.nextToken()) {
          if (next == JsonToken.VALUE_STRING && "token".equals(json.currentName())) {
            return json.getText();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("token: malformed answer (expected: JSON)", e);
      }
    }
    throw new IllegalStateException(
        "token: HTTP " + response.statusCode() + " (expected: a gateway in development mode)");
  }
}
