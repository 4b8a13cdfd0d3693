package dev.parley.history.job;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Patience;
import dev.parley.history.write.HistoryPuts;
import dev.parley.protocol.v1.FeedRecord;
import java.io.IOException;
import java.util.List;

/** Updates to the users' feeds, and what they say about conversations to those. */
final class FeedStorage implements Storage<FeedRecord> {
  private final HistoryStore history;

  private FeedStorage(HistoryStore history) {
    this.history = history;
  }

  static FeedStorage open(String zookeeper) {
    return new FeedStorage(new HistoryStore(zookeeper, Patience.WRITER));
  }

  @Override
  public void store(List<FeedRecord> records) throws HistoryUnavailableException {
    history.put(Tables.USER_FEED.tableName(), HistoryPuts.feed(records));
    history.put(Tables.CONVERSATIONS.tableName(), HistoryPuts.conversations(records));
  }

  @Override
  public void close() throws IOException {
    history.close();
  }
}
