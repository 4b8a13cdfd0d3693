package dev.parley.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  void aPageIsMeasuredAsTheLongestTextItCanBecome() {
    MessagePage controls =
        new MessagePage(
            List.of(
                Message.newBuilder().setSeq(1).setText("\u0001".repeat(6_000)).build(),
                Message.newBuilder().setSeq(2).setText("\u0001".repeat(6_000)).build()),
            false);

    assertThat(Pages.of("r", "d:ann:bob", controls).getMessagesList())
        .extracting(Message::getSeq)
        .containsExactly(2L);
  }

  private static ConversationPage conversations(int count, int textBytes) {
    return new ConversationPage(
        IntStream.range(0, count)
            .mapToObj(
                n ->
                    ConversationSummary.newBuilder()
                        .setConversationId("d:ann:b" + n)
                        .setLastMessage(
                            Message.newBuilder()
                                .setSentAt(1_000 - n)
                                .setText("x".repeat(textBytes)))
                        .build())
            .toList(),
        Optional.empty());
  }

  @Test
  void aListThatIsTooLargeSaysWhereTheNextOneBegins() {
    ConversationList list = Pages.of("r", conversations(200, 16_000));

    assertThat(list.getConversationsList()).hasSize(4);
    assertThat(list.getAfter()).isEqualTo("997~d:ann:b3");
    assertThat(list.getSerializedSize()).isLessThan(Pages.PAGE_MAX_BYTES + 1_000);
  }

  @Test
  void oneConversationAlwaysFits() {
    assertThat(Pages.of("r", conversations(2, Pages.PAGE_MAX_BYTES)).getConversationsList())
        .hasSize(1);
  }

  @Test
  void theLastListHasNoCursor() {
    assertThat(Pages.of("r", new ConversationPage(List.of(), Optional.empty())).hasAfter())
        .isFalse();
    assertThat(Pages.of("r", new ConversationPage(List.of(), Optional.of("c"))).getAfter())
        .isEqualTo("c");
  }
}
