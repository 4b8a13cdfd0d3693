package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.auth.TokenKey;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.history.History;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.Undertow;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAppTest {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queries queries = new Queries(new NoHistory());
  private Undertow server;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(directory.resolve("app/assets"));
    Files.createDirectories(directory.resolve("app/v1"));
    Files.writeString(directory.resolve("secret"), "secret");
    Files.writeString(directory.resolve("app/index.html"), "<!doctype html>page");
    Files.writeString(directory.resolve("app/healthz"), "shadow");
    Files.writeString(directory.resolve("app/v1/conversations"), "shadow");
    Files.writeString(directory.resolve("app/assets/main-1a2b.js"), "script".repeat(1000));
    Routes routes =
        new Routes(
            exchange -> exchange.setStatusCode(StatusCodes.UPGRADE_REQUIRED),
            new HistoryHandlers(
                new TokenVerifier(TokenKey.of(new byte[32])),
                queries,
                new UserLimits(new UserLimits.Limits(1, 100, 100)),
                new Load(() -> true, 1, new GatewayMetrics(new SimpleMeterRegistry())),
                Clock.systemUTC()),
            Optional.empty(),
            Optional.of(new WebApp(directory.resolve("app"))),
            () -> true,
            () -> "");
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(0, "127.0.0.1", routes.devices())
            .build();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    queries.close();
  }

  @Test
  void thePageIsAtTheRootAndAskedForAgainEachTime() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(StatusCodes.OK);
    assertThat(page.body()).isEqualTo("<!doctype html>page");
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue(ASK_AGAIN);
  }

  @Test
  void anAssetIsKeptForEverButNotItsAbsence() throws Exception {
    assertThat(get("/assets/main-1a2b.js").headers().firstValue("Cache-Control"))
        .hasValue(FOR_EVER);

    HttpResponse<String> missing = get("/assets/main-old.js");
    assertThat(missing.statusCode()).isEqualTo(StatusCodes.NOT_FOUND);
    assertThat(missing.headers().firstValue("Cache-Control")).hasValue(ASK_AGAIN);
  }

  @Test
  void everyPageRunsOnlyItsOwnScripts() throws Exception {
    assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void aLargeFileGoesOutCompressedIfTheBrowserTakesIt() throws Exception {
    HttpResponse<byte[]> packed =
        http.send(
            HttpRequest.newBuilder(at("/assets/main-1a2b.js"))
                .header("Accept-Encoding", "gzip")
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body()).hasSizeLessThan(1000);
  }

  @Test
  void noFileShadowsTheProtocol() throws Exception {
    assertThat(get("/healthz").body()).isEqualTo("up\n");
    assertThat(get("/v1/conversations").statusCode()).isEqualTo(StatusCodes.UNAUTHORIZED);
    assertThat(get("/v1/connect").statusCode()).isEqualTo(StatusCodes.UPGRADE_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../secret", "/%2e%2e/secret", "/assets/..%2f..%2fsecret", "/assets/"})
  void nothingOutsideAndNoListingIsServed(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(StatusCodes.BAD_REQUEST);
    assertThat(answer.body()).doesNotContain("secret", "main-1a2b");
  }

  @Test
  void aDirectoryWithoutAPageIsRefused() {
    assertThatThrownBy(() -> new WebApp(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a directory with an index.html");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private URI at(String path) {
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static final class NoHistory implements History {
    @Override
    public MessagePage messages(ConversationId conversation, OptionalLong before, int limit) {
      return new MessagePage(List.of(), false);
    }

    @Override
    public ConversationPage conversations(UserId user, Optional<String> after, int limit) {
      return new ConversationPage(List.of(), Optional.empty());
    }

    @Override
    public FeedPage feed(UserId user, long from, int limit) {
      return new FeedPage(List.of(), false);
    }
  }
}
