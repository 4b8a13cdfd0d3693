package dev.parley.history.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.ipc.NettyRpcClientConfigHelper;
import org.jspecify.annotations.Nullable;

/**
 * One connection to HBase, opened when it is first needed. While HBase is away every call fails in
 * bounded time, and when it is back calls succeed again; nobody has to reopen anything.
 *
 * <p>Built on the asynchronous client, because the blocking one waits for ZooKeeper as long as it
 * likes while it opens. Safe for use by many threads.
 */
public final class HistoryStore implements Rows, Closeable {
  private static final int ATTEMPTS_UNTIL_TIMEOUT = 1_000;
  private static final long RETRY_PAUSE_MS = 50;

  private final String zookeeper;
  private final Patience patience;
  private final Object lock = new Object();
  private @Nullable CompletableFuture<AsyncConnection> connection;
  private @Nullable AsyncConnection open;
  private boolean closed;

  /** {@code zookeeper} is HOST:PORT, or several of them with commas. Connects to nothing yet. */
  public HistoryStore(String zookeeper, Patience patience) {
    this.zookeeper = zookeeper;
    this.patience = patience;
  }

  @Override
  public List<Result> scan(TableName table, Scan scan) throws HistoryUnavailableException {
    return await(connection().thenCompose(c -> table(c, table).scanAll(scan)), table);
  }

  @Override
  public void put(TableName table, List<Put> puts) throws HistoryUnavailableException {
    await(connection().thenCompose(c -> table(c, table).putAll(puts)), table);
  }

  /** For the schema tool. */
  public AsyncAdmin admin() throws HistoryUnavailableException {
    return await(
        connection()
            .thenApply(
                c ->
                    c.getAdminBuilder()
                        .setOperationTimeout(patience.call().toMillis(), TimeUnit.MILLISECONDS)
                        .setRpcTimeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
                        .setMaxAttempts(ATTEMPTS_UNTIL_TIMEOUT)
                        .build()),
        "administration");
  }

  @Override
  public void close() throws IOException {
    AsyncConnection opened;
    synchronized (lock) {
      closed = true;
      opened = open;
      open = null;
    }
    if (opened != null) {
      opened.close();
    }
  }

  private AsyncTable<?> table(AsyncConnection connected, TableName table) {
    long answerMs = patience.answer().toMillis();
    long callMs = patience.call().toMillis();
    return connected
        .getTableBuilder(table)
        .setReadRpcTimeout(answerMs, TimeUnit.MILLISECONDS)
        .setWriteRpcTimeout(answerMs, TimeUnit.MILLISECONDS)
        .setRpcTimeout(answerMs, TimeUnit.MILLISECONDS)
        .setOperationTimeout(callMs, TimeUnit.MILLISECONDS)
        .setScanTimeout(callMs, TimeUnit.MILLISECONDS)
        .setMaxAttempts(ATTEMPTS_UNTIL_TIMEOUT)
        .setRetryPause(RETRY_PAUSE_MS, TimeUnit.MILLISECONDS)
        .build();
  }

  /**
   * The connection, or the one attempt to open it: callers that give up leave the attempt to the
   * next ones, so that a dead HBase never has more than one attempt waiting for it.
   */
  private CompletableFuture<AsyncConnection> connection() {
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new IOException("closed"));
      }
      if (connection == null || connection.isCompletedExceptionally()) {
        // On a thread of its own: opening loads many classes, and no caller should wait for that
        // longer than for anything else.
        connection =
            CompletableFuture.supplyAsync(this::configuration, HistoryStore::onNewThread)
                .thenCompose(ConnectionFactory::createAsyncConnection)
                .thenApply(this::unlessClosed);
      }
      return connection;
    }
  }

  private static void onNewThread(Runnable opening) {
    Thread thread = new Thread(opening, "history-opening");
    thread.setDaemon(true);
    thread.start();
  }

  private Configuration configuration() {
    Configuration configuration = HBaseConfiguration.create();
    configuration.set(HConstants.ZOOKEEPER_QUORUM, zookeeper);
    configuration.setLong("hbase.ipc.client.socket.timeout.connect", patience.answer().toMillis());
    configuration.setLong(
        HConstants.HBASE_CLIENT_META_OPERATION_TIMEOUT, patience.call().toMillis());
    configuration.setInt(HConstants.HBASE_CLIENT_RETRIES_NUMBER, ATTEMPTS_UNTIL_TIMEOUT);
    // A lookup in ZooKeeper that fails soon is asked again by the next call.
    configuration.setInt("zookeeper.recovery.retry", 2);
    // Threads that end with the connection, not with the process.
    NettyRpcClientConfigHelper.createEventLoopPerClient(configuration);
    return configuration;
  }

  private <T> T await(CompletableFuture<T> answer, Object what) throws HistoryUnavailableException {
    try {
      return answer.get(patience.call().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new HistoryUnavailableException("HBase, " + what + ": " + oneLine(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new HistoryUnavailableException(
          "HBase, " + what + ": no answer in " + patience.call().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailableException("HBase, " + what + ": interrupted", e);
    }
  }

  /** The client's messages list all attempts, a line each. */
  private static String oneLine(@Nullable Throwable cause) {
    return String.valueOf(cause).replaceAll("\\s+", " ");
  }

  /** A connection that comes after close() is closed by nobody else. */
  private AsyncConnection unlessClosed(AsyncConnection opened) {
    synchronized (lock) {
      if (!closed) {
        open = opened;
        return opened;
      }
    }
    try {
      opened.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("closed while it was being opened");
  }
}
