package dev.parley.history.job;

import dev.parley.history.store.HistoryUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Stores at a rate, so that a rebuild takes nothing from those who read and write meanwhile. */
record PacedStorage<R>(Storage<R> storage, int perSecond, LongConsumer pauseNs)
    implements Storage<R> {

  static <R> PacedStorage<R> of(Storage<R> storage, int perSecond) {
    // Ends early, and not with an exception, when the task is cancelled.
    return new PacedStorage<>(storage, perSecond, LockSupport::parkNanos);
  }

  @Override
  public void store(List<R> records) throws HistoryUnavailableException {
    storage.store(records);
    pauseNs.accept(TimeUnit.SECONDS.toNanos(records.size()) / perSecond);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
