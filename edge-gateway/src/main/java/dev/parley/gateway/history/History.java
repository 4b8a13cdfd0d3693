package dev.parley.gateway.history;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is stored, as the gateway asks for it. Calls block for a bounded time. */
public interface History {
  MessagePage messages(ConversationId conversation, OptionalLong before, int limit)
      throws HistoryUnavailableException;

  /** Throws IllegalArgumentException for a cursor that is none. */
  ConversationPage conversations(UserId user, Optional<String> after, int limit)
      throws HistoryUnavailableException;

  FeedPage feed(UserId user, long from, int limit) throws HistoryUnavailableException;

  /**
   * Updates from the asked position on, without a hole; {@code gone} if that position has outlived
   * its time in the store.
   */
  record FeedPage(List<Update> updates, boolean gone) {
    public FeedPage {
      updates = List.copyOf(updates);
    }
  }
}
