package dev.parley.gateway.history;

import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.UserId;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs questions to the store on a few threads of their own. When they are all busy and the queue
 * is full the answer is "unavailable" at once: a slow store must not slow anything else.
 */
public final class Queries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Queries.class);
  private static final int THREADS = 4;
  private static final int WAITING_MAX = 256;
  private static final long RETRY_AFTER_MS = 2_000;
  private static final UserId ANYONE = new UserId("anyone");

  private final History history;
  private final ExecutorService pool;

  public Queries(History history) {
    this.history = history;
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            task -> {
              Thread thread = new Thread(task, "history-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    this.pool = threads;
  }

  /** One question to the store. */
  @FunctionalInterface
  public interface Query<T> {
    T ask(History history) throws HistoryUnavailableException;
  }

  /** Connects to the store now, so that the first person to ask doesn't wait for it. */
  public void warmUp() {
    run(
        store -> store.conversations(ANYONE, Optional.empty(), 1),
        page -> LOG.debug("history: connected"),
        problem -> LOG.info("history: not there yet; the gateway goes on without"));
  }

  /** Exactly one of the two is called, on any thread. */
  public <T> void run(Query<T> query, Consumer<T> answer, Consumer<FrameException> failure) {
    try {
      pool.execute(() -> ask(query, answer, failure));
    } catch (RejectedExecutionException e) {
      failure.accept(unavailable());
    }
  }

  private <T> void ask(Query<T> query, Consumer<T> answer, Consumer<FrameException> failure) {
    T result;
    try {
      result = query.ask(history);
    } catch (HistoryUnavailableException e) {
      LOG.debug("history: {}", e.getMessage());
      failure.accept(unavailable());
      return;
    } catch (IllegalArgumentException e) {
      failure.accept(
          new FrameException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage())));
      return;
    } catch (RuntimeException e) {
      LOG.error("history: a fault of the server", e);
      failure.accept(new FrameException(ErrorCode.INTERNAL, "the history could not be read"));
      return;
    }
    answer.accept(result);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private static FrameException unavailable() {
    return new FrameException(
        ErrorCode.UNAVAILABLE, "the history can't be read now", RETRY_AFTER_MS);
  }
}
