package dev.parley.gateway.history;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.codec.JsonBody;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import java.util.List;

/** Pages as frames. */
public final class Pages {
  /**
   * A page waits in the connection's queue as a whole, so it may only fill a part of it. Counted as
   * JSON, the longer of the two encodings: there a control character takes six bytes.
   */
  static final int PAGE_MAX_BYTES = 64 * 1024;

  private Pages() {}

  /** The newest messages of the page that fit; at least one, if there is one. */
  public static HistoryPage of(String ref, String conversationId, MessagePage page) {
    List<Message> messages = page.messages();
    int from = messages.size();
    int bytes = 0;
    while (from > 0) {
      bytes += JsonBody.of(messages.get(from - 1)).length;
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

  /** The first conversations of the page that fit; at least one, if there is one. */
  public static ConversationList of(String ref, ConversationPage page) {
    List<ConversationSummary> conversations = page.conversations();
    int to = 0;
    int bytes = 0;
    while (to < conversations.size()) {
      bytes += JsonBody.of(conversations.get(to)).length;
      if (bytes > PAGE_MAX_BYTES && to > 0) {
        break;
      }
      to++;
    }
    ConversationPage cut = page.first(to);
    ConversationList.Builder list =
        ConversationList.newBuilder().setRef(ref).addAllConversations(cut.conversations());
    cut.next().ifPresent(list::setAfter);
    return list.build();
  }
}
