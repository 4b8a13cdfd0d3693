package dev.parley.stack.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Message;
import dev.parley.stack.device.RunId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test plants one fault; the ledger must count it, and nothing else. */
class LedgerTest {
  private final Script script =
      Script.of(
          List.of(
              new Dialogues.Line("ann", "bob", "zero"),
              new Dialogues.Line("ann", "bob", "one"),
              new Dialogues.Line("bob", "ann", "two")),
          new RunId("r"),
          77);
  private final Ledger ledger = new Ledger(script);
  private final Ledger.Device ann = ledger.device("ann.r");
  private final Ledger.Device bob = ledger.device("bob.r");

  @BeforeEach
  void allAreSentAndAccepted() {
    for (int i = 0; i < script.size(); i++) {
      ledger.sent();
      ledger.accepted();
    }
  }

  @Test
  void withoutAFaultAllIsDelivered() {
    for (int number = 0; number < 3; number++) {
      ann.shows(message(number, number + 1));
      bob.shows(message(number, number + 1));
    }

    assertThat(ledger.counts()).isEqualTo(new Ledger.Counts(3, 3, 0, 3, 0, 0, 0, 0));
    assertThat(ledger.counts().clean()).isTrue();
    assertThat(ledger.open()).isZero();
  }

  @Test
  void onlyTheReceiversFirstCopyCountsAsReceived() {
    assertThat(ann.shows(message(0, 1))).isEqualTo(-1);
    assertThat(bob.shows(message(0, 1))).isZero();
    assertThat(bob.shows(message(0, 1))).isEqualTo(-1);

    assertThat(ledger.received()).isEqualTo(1);
    assertThat(ledger.counts().duplicated()).isEqualTo(1);
  }

  @Test
  void aMessageThatOneDeviceNeverShowsIsLost() {
    for (int number = 0; number < 3; number++) {
      ann.shows(message(number, number + 1));
    }
    bob.shows(message(0, 1));
    bob.shows(message(1, 2));

    assertThat(ledger.counts()).isEqualTo(new Ledger.Counts(3, 3, 0, 2, 1, 0, 0, 0));
  }

  @Test
  void aHoleInTheSeqsIsMisordered() {
    ann.shows(message(0, 1));
    ann.shows(message(1, 3));

    assertThat(ledger.counts().misordered()).isEqualTo(1);
  }

  @Test
  void aSendersMessagesInAnotherOrderAreMisordered() {
    bob.shows(message(1, 1));
    bob.shows(message(0, 2));

    assertThat(ledger.counts().misordered()).isEqualTo(1);
  }

  @Test
  void twoPlacesForOneMessageAreMisordered() {
    ann.shows(message(0, 1));
    bob.shows(message(2, 1));
    bob.shows(message(0, 2));

    assertThat(ledger.counts().misordered()).isEqualTo(1);
  }

  @Test
  void anAlteredTextIsForeign() {
    bob.shows(message(0, 1).toBuilder().setText("zer0").build());

    assertThat(ledger.counts().foreign()).isEqualTo(1);
  }

  @Test
  void aMessageShownToSomebodyElseIsForeign() {
    ledger.device("eve.r").shows(message(0, 1));

    assertThat(ledger.counts().foreign()).isEqualTo(1);
  }

  private Message message(int number, long seq) {
    Script.Planned planned = script.get(number);
    return Message.newBuilder()
        .setConversationId(planned.conversation())
        .setSeq(seq)
        .setFrom(planned.from())
        .setClientMessageId(script.draft(number).getClientMessageId())
        .setText(planned.text())
        .build();
  }
}
