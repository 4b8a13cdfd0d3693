package dev.parley.chaos.converge;

import dev.parley.chaos.converge.Copy.Cursors;
import dev.parley.client.http.HistoryApi;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the store says to a member: the pages of the history, and the list of conversations. */
record Server(HistoryApi api, String conversation) {
  /** History is written a little after it was delivered. */
  private static final Duration LAG = Duration.ofSeconds(30);

  Copy copy(String token, Copy expected) throws InterruptedException {
    Await.until(LAG, () -> read(token).cursors().equals(expected.cursors()));
    return read(token);
  }

  private Copy read(String token) {
    SortedMap<Long, String> messages = new TreeMap<>();
    pages(token).forEach(message -> messages.put(message.getSeq(), Copy.contentOf(message)));
    ConversationSummary summary =
        api
            .conversations(token, null, ProtocolLimits.PAGE_LIMIT_MAX)
            .join()
            .getConversationsList()
            .stream()
            .filter(each -> each.getConversationId().equals(conversation))
            .findFirst()
            .orElse(ConversationSummary.getDefaultInstance());
    return new Copy(
        messages,
        new Cursors(
            summary.getDelivered(),
            summary.getRead(),
            summary.getPeerDelivered(),
            summary.getPeerRead()),
        summary.getUnread(),
        0);
  }

  private List<Message> pages(String token) {
    List<Message> all = new ArrayList<>();
    @Nullable Long before = null;
    HistoryPage page;
    do {
      page = api.messages(token, conversation, before, ProtocolLimits.PAGE_LIMIT_MAX).join();
      all.addAll(0, page.getMessagesList());
      before = all.isEmpty() ? null : all.get(0).getSeq();
    } while (page.getHasMore());
    return all;
  }
}
