package dev.parley.gateway.http;

import dev.parley.protocol.ErrorCode;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Set;

/** Refuses a token in the URL, where proxies and logs would keep it. */
public final class TokenInUrl implements HttpHandler {
  private static final Set<String> NAMES =
      Set.of("token", "access_token", "authorization", "bearer", "jwt");

  private final HttpHandler next;

  public TokenInUrl(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.getQueryParameters().keySet().stream()
        .anyMatch(name -> NAMES.contains(name.toLowerCase(java.util.Locale.ROOT)))) {
      JsonReply.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          ErrorCode.INVALID_ARGUMENT,
          "token: in the URL (expected: in hello or the Authorization header)");
    } else {
      next.handleRequest(exchange);
    }
  }
}
