package dev.parley.gateway.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The web client's files. A file under {@code /assets/} has its content's hash in its name and may
 * be kept for ever; every other one is asked for again each time, so an upgrade is seen at once.
 */
public final class WebApp implements HttpHandler {
  private static final String HASHED = "/assets/";
  private static final int GZIP = 1;
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "worker-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private final HttpHandler files;

  /** Throws IllegalArgumentException if there is no built client in the directory. */
  public WebApp(Path directory) {
    if (!Files.isRegularFile(directory.resolve("index.html"))) {
      throw new IllegalArgumentException(
          "web: " + directory + " (expected: a directory with an index.html)");
    }
    ResourceHandler resources =
        new ResourceHandler(new PathResourceManager(directory.toAbsolutePath()));
    files =
        new EncodingHandler(
                new ContentEncodingRepository()
                    .addEncodingHandler("gzip", new GzipEncodingProvider(), GZIP))
            .setNext(resources);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addResponseCommitListener(WebApp::protect);
    files.handleRequest(exchange);
  }

  private static void protect(HttpServerExchange exchange) {
    boolean keeps =
        exchange.getStatusCode() < StatusCodes.BAD_REQUEST
            && exchange.getRelativePath().startsWith(HASHED);
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CACHE_CONTROL, keeps ? "public, max-age=31536000, immutable" : "no-cache");
    headers.put(new HttpString("Content-Security-Policy"), POLICY);
    headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
    headers.put(new HttpString("Referrer-Policy"), "no-referrer");
  }
}
