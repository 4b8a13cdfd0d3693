package dev.parley.history.job;

import dev.parley.history.store.HistoryUnavailableException;
import java.io.Closeable;
import java.util.List;

/** Where records go. Storing them again, as a whole or in part, changes nothing. */
interface Storage<R> extends Closeable {
  /** All of them are stored when it returns; after a failure any part of them may be. */
  void store(List<R> records) throws HistoryUnavailableException;
}
