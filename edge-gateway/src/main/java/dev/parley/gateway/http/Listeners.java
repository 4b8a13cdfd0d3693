package dev.parley.gateway.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioWorker;

/** The gateway's two listeners: one for devices, one for operators. */
public final class Listeners implements AutoCloseable {
  private static final int IO_THREADS = 2;
  private static final int WORKER_THREADS = 2;

  /** How long a request may take to arrive, and a connection may be without one. */
  public static final Duration REQUEST_PATIENCE = Duration.ofSeconds(10);

  private static final int HEADER_MAX_BYTES = 16 * 1024;
  private static final int HEADERS_MAX = 64;
  private static final int PARAMETERS_MAX = 16;
  private static final long BODY_MAX_BYTES = 64 * 1024;

  /** Left to itself, the kernel holds megabytes for each device that doesn't read. */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private final Undertow server;

  private Listeners(Undertow server) {
    this.server = server;
  }

  /** Where to listen. */
  public record Addresses(String host, int port, int adminPort) {}

  /** Throws BindException, with a port in its message, if one is taken. */
  public static Listeners open(Addresses addresses, Routes routes, Duration requestPatience)
      throws BindException {
    int patienceMs = (int) requestPatience.toMillis();
    Undertow server =
        Undertow.builder()
            .setIoThreads(IO_THREADS)
            .setWorkerThreads(WORKER_THREADS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, patienceMs)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, patienceMs)
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

  /** Where devices connect; the system chose it if none was asked for. */
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** The threads that connections live on. */
  public List<Executor> loops() {
    XnioWorker worker = server.getWorker();
    return IntStream.range(0, worker.getIoThreadCount())
        .<Executor>mapToObj(worker::getIoThread)
        .toList();
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
        .setOverrideSocketOptions(OptionMap.create(Options.SEND_BUFFER, SEND_BUFFER_BYTES))
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
