package dev.parley.client;

import dev.parley.client.transport.Transport;
import dev.parley.client.transport.WebSocketTransport;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The threads and the HTTP client that any number of clients share. */
public final class ClientRuntime implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor executor;
  private final HttpClient http;
  private final Transport transport;

  /**
   * Real sockets.
   *
   * @param threads enough that some are left while listeners take their time
   */
  public ClientRuntime(int threads) {
    this(threads, UnaryOperator.identity());
  }

  /** With its transport wrapped or replaced, as a test does that cuts connections. */
  public ClientRuntime(int threads, UnaryOperator<Transport> wrap) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ScheduledThreadPoolExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, "parley-client-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // late news
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    http = HttpClient.newBuilder().executor(executor).connectTimeout(CONNECT_TIMEOUT).build();
    transport = wrap.apply(new WebSocketTransport(http));
  }

  public HttpClient http() {
    return http;
  }

  public Transport transport() {
    return transport;
  }

  ScheduledExecutorService executor() {
    return executor;
  }

  /** Ends the threads. Close the clients first. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
