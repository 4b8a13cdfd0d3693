package dev.parley.stack.replay;

import dev.parley.history.read.HistoryReader;
import dev.parley.history.read.MessagePage;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Patience;
import dev.parley.protocol.id.ConversationId;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers in HBase. */
record HistoryNumbers(String zookeeper) {
  private static final int PAGE = 200;

  Numbers read(Collection<String> conversations) {
    Numbers numbers = new Numbers();
    try (HistoryStore store = new HistoryStore(zookeeper, Patience.WRITER)) {
      HistoryReader reader =
          new HistoryReader(store, (conversation, before, limit) -> Optional.empty());
      for (String conversation : conversations) {
        readAll(reader, ConversationId.parse(conversation), numbers);
      }
    } catch (IOException e) {
      throw new StackException("history: not read: " + e.getMessage(), e);
    }
    return numbers;
  }

  private static void readAll(HistoryReader reader, ConversationId conversation, Numbers numbers)
      throws HistoryUnavailableException {
    OptionalLong before = OptionalLong.empty();
    MessagePage page;
    do {
      page = reader.page(conversation, before, PAGE);
      page.messages().forEach(numbers::add);
      before =
          page.messages().isEmpty() ? before : OptionalLong.of(page.messages().get(0).getSeq());
    } while (page.hasMore());
  }
}
