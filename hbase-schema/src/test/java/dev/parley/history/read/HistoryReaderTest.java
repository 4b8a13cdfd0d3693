package dev.parley.history.read;

import static dev.parley.history.store.Records.ANN_BOB;
import static dev.parley.history.store.Records.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.InMemoryRows;
import dev.parley.history.write.HistoryPuts;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.v1.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {
  private final InMemoryRows rows = new InMemoryRows();
  private final HistoryReader reader =
      new HistoryReader(rows, (conversation, before, limit) -> Optional.empty());

  @Test
  void anUnknownConversationIsAnEmptyPage() throws HistoryUnavailableException {
    assertThat(reader.page(ANN_BOB, OptionalLong.empty(), 10))
        .isEqualTo(new MessagePage(List.of(), false));
  }

  @Test
  void pagesLeadFromTheNewestToTheFirstMessage() throws HistoryUnavailableException {
    store(messages(ANN_BOB, 1, 25));

    MessagePage newest = reader.page(ANN_BOB, OptionalLong.empty(), 10);
    MessagePage middle = reader.page(ANN_BOB, OptionalLong.of(16), 10);
    MessagePage first = reader.page(ANN_BOB, OptionalLong.of(6), 10);

    assertThat(newest).isEqualTo(new MessagePage(messages(ANN_BOB, 16, 25), true));
    assertThat(middle).isEqualTo(new MessagePage(messages(ANN_BOB, 6, 15), true));
    assertThat(first).isEqualTo(new MessagePage(messages(ANN_BOB, 1, 5), false));
  }

  @Test
  void aPageThatEndsExactlyAtTheFirstMessageHasNoMore() throws HistoryUnavailableException {
    store(messages(ANN_BOB, 1, 10));

    assertThat(reader.page(ANN_BOB, OptionalLong.empty(), 10).hasMore()).isFalse();
    assertThat(reader.page(ANN_BOB, OptionalLong.of(1), 10))
        .isEqualTo(new MessagePage(List.of(), false));
  }

  @Test
  void aPageHoldsOneConversationOnly() throws HistoryUnavailableException {
    ConversationId longer = ConversationId.parse("d:ann:bob.b");
    store(messages(ANN_BOB, 1, 3));
    store(messages(longer, 1, 4));

    assertThat(reader.page(ANN_BOB, OptionalLong.empty(), 10).messages())
        .isEqualTo(messages(ANN_BOB, 1, 3));
    assertThat(reader.page(longer, OptionalLong.empty(), 10).messages())
        .isEqualTo(messages(longer, 1, 4));
  }

  @Test
  void whatTheCacheHasIsNotAskedFromHBase() throws HistoryUnavailableException {
    MessagePage cached = new MessagePage(messages(ANN_BOB, 1, 2), false);
    HistoryReader withCache =
        new HistoryReader(rows, (conversation, before, limit) -> Optional.of(cached));

    assertThat(withCache.page(ANN_BOB, OptionalLong.empty(), 10)).isEqualTo(cached);
  }

  private void store(List<Message> messages) {
    rows.put(Tables.MESSAGES.tableName(), HistoryPuts.messages(messages));
  }
}
