package dev.parley.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static MessagePage page(int count, int textBytes, boolean hasMore) {
    return new MessagePage(
        LongStream.rangeClosed(1, count)
            .mapToObj(
                seq -> Message.newBuilder().setSeq(seq).setText("x".repeat(textBytes)).build())
            .toList(),
        hasMore);
  }

  @Test
  void aPageIsPassedOnAsItIs() {
    HistoryPage frame = Pages.of("r", "d:ann:bob", page(200, 100, false));

    assertThat(frame.getMessagesList()).hasSize(200);
    assertThat(frame.getHasMore()).isFalse();
    assertThat(frame.getRef()).isEqualTo("r");
    assertThat(frame.getConversationId()).isEqualTo("d:ann:bob");
  }

  @Test
  void aPageThatIsTooLargeKeepsItsNewestAndSaysThatThereIsMore() {
    HistoryPage frame = Pages.of("r", "d:ann:bob", page(200, 1_000, false));

    assertThat(frame.getSerializedSize()).isLessThan(Pages.PAGE_MAX_BYTES + 1_000);
    assertThat(frame.getMessages(frame.getMessagesCount() - 1).getSeq()).isEqualTo(200);
    assertThat(frame.getMessages(0).getSeq()).isEqualTo(200 - frame.getMessagesCount() + 1);
    assertThat(frame.getHasMore()).isTrue();
  }

  @Test
  void oneMessageAlwaysFits() {
    HistoryPage frame = Pages.of("r", "d:ann:bob", page(2, Pages.PAGE_MAX_BYTES, false));

    assertThat(frame.getMessagesList()).extracting(Message::getSeq).containsExactly(2L);
  }

  @Test
  void anEmptyPageStaysEmpty() {
    assertThat(Pages.of("r", "d:ann:bob", page(0, 0, false)).getMessagesList()).isEmpty();
  }

  @Test
  void theLastListHasNoCursor() {
    assertThat(Pages.of("r", new ConversationPage(List.of(), Optional.empty())).hasAfter())
        .isFalse();
    assertThat(Pages.of("r", new ConversationPage(List.of(), Optional.of("c"))).getAfter())
        .isEqualTo("c");
  }
}
