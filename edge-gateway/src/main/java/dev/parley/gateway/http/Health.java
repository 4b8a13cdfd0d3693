package dev.parley.gateway.http;

import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;

/** {@code /healthz} and {@code /readyz}. */
public final class Health {
  private Health() {}

  /** The process is up: it answers. */
  public static HttpHandler healthz() {
    return exchange -> exchange.getResponseSender().send("up\n");
  }

  /** The gateway takes connections. */
  public static HttpHandler readyz(BooleanSupplier ready) {
    return exchange -> {
      boolean isReady = ready.getAsBoolean();
      exchange.setStatusCode(isReady ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
      exchange.getResponseSender().send(isReady ? "ready\n" : "not ready\n");
    };
  }
}
