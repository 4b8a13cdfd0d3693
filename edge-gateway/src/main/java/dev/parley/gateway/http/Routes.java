package dev.parley.gateway.http;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What is where on the two listeners. {@code scrape} gives the metrics as Prometheus text. */
public record Routes(
    HttpHandler connect,
    HistoryHandlers history,
    Optional<DevTokenHandler> devTokens,
    Optional<WebApp> web,
    BooleanSupplier ready,
    Supplier<String> scrape) {
  HttpHandler devices() {
    RoutingHandler routes =
        health()
            .get("/v1/connect", connect)
            .get("/v1/conversations", history.conversations())
            .get("/v1/conversations/{id}/messages", history.messages());
    devTokens.ifPresent(handler -> routes.post("/v1/dev/token", handler));
    web.ifPresent(routes::setFallbackHandler);
    return new TokenInUrl(routes);
  }

  HttpHandler operators() {
    return health()
        .get(
            "/metrics",
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
              exchange.getResponseSender().send(scrape.get());
            });
  }

  private RoutingHandler health() {
    return Handlers.routing()
        .get("/healthz", Health.healthz())
        .get("/readyz", Health.readyz(ready));
  }
}
