package dev.parley.gateway.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.BindException;
import java.util.Optional;

/** The gateway's two listeners: one for devices, one for operators. */
public final class Listeners implements AutoCloseable {
  private static final int IO_THREADS = 2;
  private static final int WORKER_THREADS = 2;
  private static final int SLOW_REQUEST_MS = 10_000;
  private static final int HEADER_MAX_BYTES = 16 * 1024;
  private static final int HEADERS_MAX = 64;
  private static final int PARAMETERS_MAX = 16;
  private static final long BODY_MAX_BYTES = 64 * 1024;

  private final Undertow server;

  private Listeners(Undertow server) {
    this.server = server;
  }

  /** Where to listen. */
  public record Addresses(String host, int port, int adminPort) {}

  /** Throws BindException, with a port in its message, if one is taken. */
  public static Listeners open(Addresses addresses, Routes routes) throws BindException {
    Undertow server =
        Undertow.builder()
            .setIoThreads(IO_THREADS)
            .setWorkerThreads(WORKER_THREADS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, SLOW_REQUEST_MS)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, SLOW_REQUEST_MS)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_MAX_BYTES)
            .setServerOption(UndertowOptions.MAX_HEADERS, HEADERS_MAX)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, PARAMETERS_MAX)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, BODY_MAX_BYTES)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            .addListener(listener(addresses.host(), addresses.port(), routes.devices()))
            .addListener(listener(addresses.host(), addresses.adminPort(), routes.operators()))
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      throw bindException(e, addresses).orElseThrow(() -> e);
    }
    return new Listeners(server);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Undertow.ListenerBuilder listener(String host, int port, HttpHandler handler) {
    return new Undertow.ListenerBuilder()
        .setType(Undertow.ListenerType.HTTP)
        .setHost(host)
        .setPort(port)
        .setRootHandler(handler);
  }

  private static Optional<BindException> bindException(Throwable e, Addresses addresses) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return Optional.of(
            new BindException(
                addresses.port()
                    + " and "
                    + addresses.adminPort()
                    + " on "
                    + addresses.host()
                    + ": "
                    + cause.getMessage()));
      }
    }
    return Optional.empty();
  }
}
