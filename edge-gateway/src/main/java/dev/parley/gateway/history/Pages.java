package dev.parley.gateway.history;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.codec.JsonBody;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import java.util.List;
import java.util.function.IntFunction;

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
    int newest = messages.size() - 1;
    int from = messages.size() - fitting(messages.size(), i -> messages.get(newest - i));
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
    ConversationPage cut = page.first(fitting(conversations.size(), conversations::get));
    ConversationList.Builder list =
        ConversationList.newBuilder().setRef(ref).addAllConversations(cut.conversations());
    cut.next().ifPresent(list::setAfter);
    return list.build();
  }

  /** How many items fit, taken one after the other from 0 on; at least one, if there is one. */
  private static int fitting(int items, IntFunction<? extends com.google.protobuf.Message> item) {
    int bytes = 0;
    int fit = 0;
    while (fit < items) {
      bytes += JsonBody.of(item.apply(fit)).length;
      if (bytes > PAGE_MAX_BYTES && fit > 0) {
        break;
      }
      fit++;
    }
    return fit;
  }
}
