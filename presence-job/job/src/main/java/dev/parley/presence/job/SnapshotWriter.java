package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.history.presence.PresenceSnapshotWriter;
import dev.parley.history.recent.RecentStore;
import dev.parley.protocol.v1.PresenceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * Hands snapshots to a thread of its own: the job never waits for Redis, and what it doesn't keep
 * up with is skipped.
 */
final class SnapshotWriter implements SinkWriter<byte[]> {
  private static final int WAITING_MAX = 10_000;
  private static final int BATCH_MAX = 500;

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final RecentStore store;
  private final PresenceSnapshotWriter snapshots;
  private final Counter skipped;
  private final Thread thread;
  private volatile boolean hasSkipped;

  private SnapshotWriter(RecentStore store, Counter skipped) {
    this.store = store;
    this.snapshots = new PresenceSnapshotWriter(store);
    this.skipped = skipped;
    this.thread = new Thread(this::run, "presence-snapshots");
    thread.setDaemon(true);
  }

  static SnapshotWriter start(RecentStore store, Counter skipped) {
    SnapshotWriter writer = new SnapshotWriter(store, skipped);
    writer.thread.start();
    return writer;
  }

  @Override
  public void write(byte[] status, Context context) {
    if (!waiting.offer(status)) {
      hasSkipped = true;
      skipped.inc();
    }
  }

  /** Snapshots are no part of a checkpoint: nobody relies on them. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public void close() {
    thread.interrupt();
    store.close();
  }

  private void run() {
    List<byte[]> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH_MAX);
        if (hasSkipped) {
          hasSkipped = false;
          // All of these are older than what was skipped, which may have taken rights away.
          waiting.clear();
          batch.clear();
          snapshots.skipped();
        }
        snapshots.add(batch.stream().map(SnapshotWriter::decoded).toList());
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private static PresenceStatus decoded(byte[] status) {
    try {
      return PresenceStatus.parseFrom(status);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record of our own can't be read", e);
    }
  }
}
