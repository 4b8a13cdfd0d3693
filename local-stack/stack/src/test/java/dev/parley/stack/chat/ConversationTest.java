package dev.parley.stack.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.stack.chat.Conversation.Ticked;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private final Conversation conversation = new Conversation("ann");

  @Test
  void ownMessageGetsItsTicksOneAfterTheOther() {
    conversation.typed("id", "hi");
    assertThat(conversation.recent(3)).containsExactly(new Ticked("hi", Tick.PENDING));

    conversation.accepted("id");
    assertThat(conversation.changedTicks()).containsExactly(new Ticked("hi", Tick.SENT));

    conversation.shows(message("id", 5));
    conversation.cursors(cursors("bob", 5, 0));
    assertThat(conversation.changedTicks()).containsExactly(new Ticked("hi", Tick.DELIVERED));

    conversation.cursors(cursors("bob", 5, 5));
    assertThat(conversation.changedTicks()).containsExactly(new Ticked("hi", Tick.READ));
    assertThat(conversation.changedTicks()).isEmpty();
  }

  @Test
  void ownCursorsAreNoTicks() {
    conversation.typed("id", "hi");
    conversation.shows(message("id", 1));
    conversation.cursors(cursors("ann", 1, 1));

    assertThat(conversation.recent(1)).containsExactly(new Ticked("hi", Tick.SENT));
  }

  @Test
  void ticksDoNotFall() {
    conversation.cursors(cursors("bob", 4, 4));
    conversation.cursors(cursors("bob", 2, 1));

    assertThat(conversation.tickOf(4)).isEqualTo(Tick.READ);
  }

  @Test
  void aMessageIsShownOnceWhetherItCameAsHistoryOrAsUpdate() {
    assertThat(conversation.shows(message("a", 1))).isTrue();
    assertThat(conversation.shows(message("b", 2))).isTrue();
    assertThat(conversation.shows(message("b", 2))).isFalse();
    assertThat(conversation.oldestShown()).isEqualTo(1);
  }

  @Test
  void whatWasTypedHereIsNotShownAgainWhenItComesBack() {
    conversation.typed("id", "hi");

    assertThat(conversation.shows(message("id", 1))).isFalse();
  }

  @Test
  void aRefusedMessageSaysSoWhateverItWasBefore() {
    conversation.typed("id", "hi");
    conversation.accepted("id");
    conversation.refused("id");

    assertThat(conversation.recent(1)).containsExactly(new Ticked("hi", Tick.REFUSED));
  }

  private static Message message(String id, long seq) {
    return Message.newBuilder().setClientMessageId(id).setSeq(seq).build();
  }

  private static ReceiptUpdate cursors(String user, long delivered, long read) {
    return ReceiptUpdate.newBuilder().setUserId(user).setDelivered(delivered).setRead(read).build();
  }
}
