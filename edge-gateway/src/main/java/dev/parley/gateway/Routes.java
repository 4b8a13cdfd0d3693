package dev.parley.gateway;

import dev.parley.gateway.auth.TokenIssuer;
import dev.parley.gateway.auth.TokenKey;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.http.DevTokenHandler;
import dev.parley.gateway.http.Health;
import dev.parley.gateway.http.HistoryHandlers;
import dev.parley.gateway.http.TokenInUrl;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.socket.ConnectHandler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import java.time.Clock;

/** What is where on the two listeners. */
final class Routes {
  private final Door door;

  Routes(Door door) {
    this.door = door;
  }

  HttpHandler devices(GatewayConfig config, TokenKey key, Queries queries, Clock clock) {
    HistoryHandlers history = new HistoryHandlers(new TokenVerifier(key), queries, clock);
    RoutingHandler routes =
        health()
            .get(
                "/v1/connect",
                new ConnectHandler(config.origins(), new Cap<>(config.caps().perAddress()), door))
            .get("/v1/conversations", history.conversations())
            .get("/v1/conversations/{id}/messages", history.messages());
    if (config.devTokens()) {
      routes.post("/v1/dev/token", new DevTokenHandler(new TokenIssuer(key), clock));
    }
    return new TokenInUrl(routes);
  }

  HttpHandler operators(PrometheusMeterRegistry registry) {
    return health()
        .get(
            "/metrics",
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
              exchange.getResponseSender().send(registry.scrape());
            });
  }

  private RoutingHandler health() {
    return Handlers.routing()
        .get("/healthz", Health.healthz())
        .get("/readyz", Health.readyz(door::isOpen));
  }
}
