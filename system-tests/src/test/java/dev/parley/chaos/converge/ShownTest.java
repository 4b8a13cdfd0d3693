package dev.parley.chaos.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import org.junit.jupiter.api.Test;

class ShownTest {
  private final Shown ann = new Shown("ann");

  @Test
  void othersMessagesAfterTheReadOneAreUnread() {
    ann.onMessage(1, message(1, "bob"));
    ann.onMessage(2, message(2, "ann"));
    ann.onMessage(3, message(3, "bob"));
    assertThat(ann.copy().unread()).isEqualTo(2);
    ann.onReceipt(
        4, ReceiptUpdate.newBuilder().setUserId("ann").setDelivered(3).setRead(1).build());
    assertThat(ann.copy().unread()).isEqualTo(1);
  }

  @Test
  void anUpdateThatIsToldAgainAfterARestartIsNotShownAgain() {
    ann.onMessage(1, message(1, "bob"));
    ann.onMessage(1, message(1, "bob"));
    assertThat(ann.copy().shownTwice()).isZero();
  }

  @Test
  void anIdThatComesAsAnotherUpdateIsShownTwice() {
    ann.onMessage(1, message(1, "bob"));
    ann.onMessage(2, message(1, "bob"));
    assertThat(ann.copy().shownTwice()).isEqualTo(1);
  }

  @Test
  void aMissingAnotherAndASurplusMessageAreDifferences() {
    ann.onMessage(1, message(1, "bob"));
    ann.onMessage(2, message(2, "bob"));
    ann.onMessage(3, message(3, "bob"));
    Shown other = new Shown("ann");
    other.onMessage(1, message(1, "bob"));
    other.onMessage(2, message(2, "eve"));
    other.onMessage(3, message(4, "bob"));
    assertThat(ann.copy().differencesFrom(other.copy())).isEqualTo(3);
    assertThat(ann.copy().differencesFrom(ann.copy())).isZero();
  }

  private static Message message(long seq, String from) {
    return Message.newBuilder()
        .setSeq(seq)
        .setFrom(from)
        .setFromDevice(from + ".0")
        .setClientMessageId("id of " + seq)
        .setText("text " + seq)
        .build();
  }
}
