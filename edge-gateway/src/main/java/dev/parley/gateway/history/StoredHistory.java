package dev.parley.gateway.history;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.ConversationReader;
import dev.parley.history.read.FeedReader;
import dev.parley.history.read.HistoryReader;
import dev.parley.history.read.MessagePage;
import dev.parley.history.read.PageCache;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Rows;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** History from HBase, with the newest messages from the cache where it can prove them. */
public final class StoredHistory implements History {
  private final HistoryReader messages;
  private final ConversationReader conversations;
  private final FeedReader feeds;

  public StoredHistory(Rows rows, PageCache recent) {
    this.messages = new HistoryReader(rows, recent);
    this.conversations = new ConversationReader(rows, messages);
    this.feeds = new FeedReader(rows);
  }

  @Override
  public MessagePage messages(ConversationId conversation, OptionalLong before, int limit)
      throws HistoryUnavailableException {
    return messages.page(conversation, before, limit);
  }

  @Override
  public ConversationPage conversations(UserId user, Optional<String> after, int limit)
      throws HistoryUnavailableException {
    return conversations.list(user, after, limit);
  }

  @Override
  public FeedPage feed(UserId user, long from, int limit) throws HistoryUnavailableException {
    List<Update> updates = feeds.read(user, from, limit);
    boolean gone = updates.isEmpty() && feeds.newest(user).orElse(0) >= from;
    return new FeedPage(updates, gone);
  }
}
