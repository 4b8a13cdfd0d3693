package dev.parley.history.job;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Patience;
import dev.parley.history.write.HistoryPuts;
import dev.parley.protocol.v1.Message;
import java.io.IOException;
import java.util.List;

/** Messages to HBase. */
final class StoredMessages implements Storage<Message> {
  private final HistoryStore history;

  private StoredMessages(HistoryStore history) {
    this.history = history;
  }

  static StoredMessages open(String zookeeper) {
    return new StoredMessages(new HistoryStore(zookeeper, Patience.WRITER));
  }

  @Override
  public void store(List<Message> messages) throws HistoryUnavailableException {
    history.put(Tables.MESSAGES.tableName(), HistoryPuts.messages(messages));
  }

  @Override
  public void close() throws IOException {
    history.close();
  }
}
