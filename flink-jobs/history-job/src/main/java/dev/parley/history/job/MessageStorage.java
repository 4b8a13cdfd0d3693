package dev.parley.history.job;

import dev.parley.history.recent.RecentMessagesWriter;
import dev.parley.history.recent.RecentStore;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.protocol.v1.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Messages to HBase and then, as HBase has them, to Redis, where a failure hurts nobody. */
final class MessageStorage implements Storage<Message> {
  private final StoredMessages history;
  private final RecentStore redis;
  private final RecentMessagesWriter recent;

  private MessageStorage(StoredMessages history, RecentStore redis, RecentMessagesWriter recent) {
    this.history = history;
    this.redis = redis;
    this.recent = recent;
  }

  static MessageStorage open(String zookeeper, String redisAddress) {
    RecentStore redis = RecentStore.at(redisAddress);
    return new MessageStorage(
        StoredMessages.open(zookeeper), redis, new RecentMessagesWriter(redis, Instant.now()));
  }

  @Override
  public void store(List<Message> messages) throws HistoryUnavailableException {
    history.store(messages);
    recent.add(messages);
  }

  @Override
  public void close() throws IOException {
    redis.close();
    history.close();
  }
}
