package dev.parley.history.read;

import static dev.parley.history.store.Records.ANN;
import static dev.parley.history.store.Records.ANN_BOB;
import static dev.parley.history.store.Records.BOB;
import static dev.parley.history.store.Records.feed;
import static dev.parley.history.store.Records.message;
import static dev.parley.history.store.Records.messages;
import static dev.parley.history.store.Records.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.InMemoryRows;
import dev.parley.history.write.HistoryPuts;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationReaderTest {
  private final InMemoryRows rows = new InMemoryRows();
  private final ConversationReader reader =
      new ConversationReader(
          rows, new HistoryReader(rows, (conversation, before, limit) -> Optional.empty()));

  @Test
  void aSummaryHasTheLastMessageAndBothMembersCursors() throws HistoryUnavailableException {
    say(messages(ANN_BOB, 1, 3));
    store(feed(BOB, 4, receipt(ANN_BOB, BOB, 3, 2)), feed(BOB, 5, receipt(ANN_BOB, ANN, 1, 1)));

    assertThat(list(BOB, 10))
        .containsExactly(
            ConversationSummary.newBuilder()
                .setConversationId("d:ann:bob")
                .setLastSeq(3)
                .setLastMessage(message(ANN_BOB, 3, ANN))
                .setDelivered(3)
                .setRead(2)
                .setPeerDelivered(1)
                .setPeerRead(1)
                .setUnread(1)
                .build());
  }

  @Test
  void ownMessagesAreNeverUnread() throws HistoryUnavailableException {
    say(List.of(message(ANN_BOB, 1, ANN), message(ANN_BOB, 2, BOB), message(ANN_BOB, 3, ANN)));

    assertThat(list(BOB, 10)).extracting(ConversationSummary::getUnread).containsExactly(2);
    assertThat(list(ANN, 10)).extracting(ConversationSummary::getUnread).containsExactly(1);
  }

  @Test
  void unreadIsCountedUpToAHundredAlsoBehindOwnMessages() throws HistoryUnavailableException {
    List<Message> talk = new ArrayList<>(messages(ANN_BOB, 1, 130));
    for (int seq = 131; seq <= 300; seq++) {
      talk.add(message(ANN_BOB, seq, BOB));
    }
    say(talk);
    store(feed(BOB, 301, receipt(ANN_BOB, BOB, 50, 50)));

    assertThat(list(BOB, 10)).extracting(ConversationSummary::getUnread).containsExactly(80);
    assertThat(list(ANN, 10)).extracting(ConversationSummary::getUnread).containsExactly(100);
  }

  @Test
  void pagesAreByLatestActivityAndTogetherHoldEachConversationOnce()
      throws HistoryUnavailableException {
    int peers = 1_203;
    for (int peer = 1; peer <= peers; peer++) {
      // Same seq = same time: the id decides between them.
      say(List.of(message(withPeer(peer), 1 + peer % 100, ANN)));
    }

    List<ConversationSummary> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ConversationPage page = reader.list(ANN, cursor, 100);
      all.addAll(page.conversations());
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(all).extracting(ConversationSummary::getConversationId).doesNotHaveDuplicates();
    assertThat(all)
        .hasSize(peers)
        .isSortedAccordingTo(
            (one, other) ->
                Long.compare(other.getLastMessage().getSentAt(), one.getLastMessage().getSentAt()));
  }

  @Test
  void theLastPageHasNoCursor() throws HistoryUnavailableException {
    say(messages(ANN_BOB, 1, 1));

    assertThat(reader.list(ANN, Optional.empty(), 1).next()).isEmpty();
    assertThat(reader.list(new UserId("an"), Optional.empty(), 1))
        .isEqualTo(new ConversationPage(List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1~", "x~d:ann:bob", "1~g:team", "99999999999999999~d:ann:bob"})
  void aCursorThatIsNoneIsRefused(String cursor) {
    assertThatThrownBy(() -> reader.list(ANN, Optional.of(cursor), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("after: (expected: the cursor that the page before gave)");
  }

  private List<ConversationSummary> list(UserId user, int limit)
      throws HistoryUnavailableException {
    return reader.list(user, Optional.empty(), limit).conversations();
  }

  private void say(List<Message> messages) {
    rows.put(Tables.MESSAGES.tableName(), HistoryPuts.messages(messages));
    for (Message message : messages) {
      ConversationId conversation = ConversationId.parse(message.getConversationId());
      for (UserId member : conversation.members()) {
        store(feed(member, message.getSeq(), message));
      }
    }
  }

  private void store(FeedRecord... records) {
    rows.put(Tables.CONVERSATIONS.tableName(), HistoryPuts.conversations(List.of(records)));
  }

  private static ConversationId withPeer(int number) {
    return ConversationId.direct(ANN, new UserId("peer" + number));
  }
}
