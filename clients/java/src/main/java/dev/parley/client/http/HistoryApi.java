package dev.parley.client.http;

import dev.parley.client.RefusedException;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.ServerFrame;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Conversations and their messages over HTTP, without a session. */
public final class HistoryApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI gateway;

  /**
   * Asks this gateway.
   *
   * @param gateway http://host:port
   */
  public HistoryApi(HttpClient http, URI gateway) {
    this.http = http;
    this.gateway = gateway;
  }

  /**
   * A page of messages, ascending.
   *
   * @param before only messages with a smaller seq; null for the newest
   */
  public CompletableFuture<HistoryPage> messages(
      String token, String conversationId, @Nullable Long before, int limit) {
    String path = "/v1/conversations/" + escape(conversationId) + "/messages?limit=" + limit;
    return get(token, before == null ? path : path + "&before=" + before, "historyPage")
        .thenApply(ServerFrame::getHistoryPage);
  }

  /**
   * A page of the user's conversations, latest activity first.
   *
   * @param after the cursor that the page before gave; null for the first page
   */
  public CompletableFuture<ConversationList> conversations(
      String token, @Nullable String after, int limit) {
    String path = "/v1/conversations?limit=" + limit;
    return get(token, after == null ? path : path + "&after=" + escape(after), "conversationList")
        .thenApply(ServerFrame::getConversationList);
  }

  private CompletableFuture<ServerFrame> get(String token, String path, String kind) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> frameIn(response, kind));
  }

  /** A good answer is a frame's body; an error is a whole frame. */
  private static ServerFrame frameIn(HttpResponse<String> response, String kind) {
    boolean ok = response.statusCode() == 200;
    String json = ok ? "{\"" + kind + "\":" + response.body() + "}" : response.body();
    ServerFrame frame;
    try {
      frame = FrameCodec.JSON.decodeServer(json.getBytes(StandardCharsets.UTF_8));
    } catch (FrameException e) {
      throw new IllegalStateException(
          "history: HTTP " + response.statusCode() + " (expected: a " + kind + ")", e);
    }
    if (frame.hasError()) {
      throw new RefusedException(frame.getError());
    }
    return frame;
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
