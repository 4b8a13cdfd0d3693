package dev.parley.gateway.history;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import java.util.List;

/** Pages as frames. */
public final class Pages {
  /** A page waits in the connection's queue as a whole, so it may only fill a part of it. */
  static final int PAGE_MAX_BYTES = 64 * 1024;

  private Pages() {}

  /** The newest messages of the page that fit; at least one, if there is one. */
  public static HistoryPage of(String ref, String conversationId, MessagePage page) {
    List<Message> messages = page.messages();
    int from = messages.size();
    int bytes = 0;
    while (from > 0) {
      bytes += messages.get(from - 1).getSerializedSize();
      if (bytes > PAGE_MAX_BYTES && from < messages.size()) {
        break;
      }
      from--;
    }
    return HistoryPage.newBuilder()
        .setRef(ref)
        .setConversationId(conversationId)
        .addAllMessages(messages.subList(from, messages.size()))
        .setHasMore(page.hasMore() || from > 0)
        .build();
  }

  public static ConversationList of(String ref, ConversationPage page) {
    ConversationList.Builder list =
        ConversationList.newBuilder().setRef(ref).addAllConversations(page.conversations());
    page.next().ifPresent(list::setAfter);
    return list.build();
  }
}
