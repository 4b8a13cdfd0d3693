package dev.parley.delivery;

import static dev.parley.delivery.FeedContext.CONVERSATION;
import static dev.parley.delivery.FeedContext.conversation;
import static dev.parley.delivery.FeedContext.message;
import static dev.parley.delivery.FeedContext.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.ReceiptUpdate;
import org.junit.jupiter.api.Test;

class NumberingTest {
  private final FeedContext feed = new FeedContext();

  @Test
  void numbersWhatArrivesAcrossConversationsFromOne() {
    assertThat(feed.message(1).numbered().get(0).getPosition()).isEqualTo(1);
    assertThat(feed.handle(message("d:ann:cid", 1, "hi")).numbered().get(0).getPosition())
        .isEqualTo(2);
    assertThat(feed.handle(receipt(CONVERSATION, "bob", 1, 0)).numbered().get(0).getPosition())
        .isEqualTo(3);
  }

  @Test
  void dropsWhatARewindBringsAgain() {
    feed.messages(1, 5);
    assertThat(feed.message(3).events()).containsExactly(new FeedEvent.RepeatDropped());
    assertThat(feed.message(5).events()).containsExactly(new FeedEvent.RepeatDropped());
    assertThat(feed.message(6).numbered().get(0).getPosition()).isEqualTo(6);
  }

  @Test
  void takesAMemberWhoJoinsInTheMiddle() {
    assertThat(feed.message(40).numbered()).hasSize(1);
    assertThat(feed.message(39).numbered()).isEmpty();
  }

  @Test
  void dropsAReceiptThatRaisesNeitherCursor() {
    feed.handle(receipt(CONVERSATION, "bob", 5, 3));
    assertThat(feed.handle(receipt(CONVERSATION, "bob", 5, 3)).numbered()).isEmpty();
    assertThat(feed.handle(receipt(CONVERSATION, "bob", 4, 2)).numbered()).isEmpty();
    assertThat(feed.handle(receipt(CONVERSATION, "bob", 5, 4)).numbered()).hasSize(1);
    assertThat(feed.handle(receipt(CONVERSATION, "ann", 4, 2)).numbered()).hasSize(1);
  }

  @Test
  void neverShowsALowerCursorBesideARaisedOne() {
    feed.handle(receipt(CONVERSATION, "bob", 5, 5));
    ReceiptUpdate shown =
        feed.handle(receipt(CONVERSATION, "bob", 7, 4)).numbered().get(0).getReceipt();
    assertThat(shown.getDelivered()).isEqualTo(7);
    assertThat(shown.getRead()).isEqualTo(5);
  }

  @Test
  void dropsASettingThatIsNoNewer() {
    assertThat(feed.handle(conversation(CONVERSATION, true, 1)).numbered()).hasSize(1);
    assertThat(feed.handle(conversation(CONVERSATION, false, 2)).numbered()).hasSize(1);
    assertThat(feed.handle(conversation(CONVERSATION, true, 1)).events())
        .containsExactly(new FeedEvent.RepeatDropped());
    assertThat(feed.handle(conversation("d:ann:cid", true, 1)).numbered()).hasSize(1);
  }

  @Test
  void givesARefusalNoPosition() {
    feed.message(1).refuse("phone", "m-1");
    assertThat(feed.numbered()).isEmpty();
    assertThat(feed.message(2).numbered().get(0).getPosition()).isEqualTo(2);
  }
}
