package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.InboundRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private final Rig rig = Rig.live(0);

  private List<InboundRecord> logged() {
    return rig.take(Effect.AppendReceipt.class).stream().map(Effect.AppendReceipt::record).toList();
  }

  @Test
  void receiptsOfAWindowAreOneRecordWithTheHighest() {
    rig.receipt("d:ann:bob", 3, 0);
    rig.receipt("d:ann:bob", 7, 0);
    rig.receipt("d:ann:bob", 5, 2);
    assertThat(logged()).isEmpty();

    rig.advance(ReceiptWindow.WINDOW_MS);

    assertThat(logged())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getReceipt().getDelivered()).isEqualTo(7);
              assertThat(record.getReceipt().getRead()).isEqualTo(2);
              assertThat(record.getUserId()).isEqualTo("ann");
            });
  }

  @Test
  void theWindowIsWhatTheMachineWaitsFor() {
    rig.receipt("d:ann:bob", 3, 0);

    assertThat(rig.machine().deadline()).isEqualTo(rig.now + ReceiptWindow.WINDOW_MS);
  }

  @Test
  void conversationsAreKeptApart() {
    rig.receipt("d:ann:bob", 3, 0);
    rig.receipt("d:ann:carl", 1, 0);
    rig.advance(ReceiptWindow.WINDOW_MS);

    assertThat(logged())
        .extracting(InboundRecord::getConversationId)
        .containsExactly("d:ann:bob", "d:ann:carl");
  }

  @Test
  void readImpliesDelivered() {
    rig.receipt("d:ann:bob", 0, 9);
    rig.advance(ReceiptWindow.WINDOW_MS);

    assertThat(logged().get(0).getReceipt().getDelivered()).isEqualTo(9);
  }

  @Test
  void whatTheLogDidNotTakeComesAgainMergedWithWhatIsNewer() {
    rig.receipt("d:ann:bob", 3, 0);
    rig.advance(ReceiptWindow.WINDOW_MS);
    rig.perform(rig.machine().receiptFailed(logged().get(0), rig.now));
    rig.receipt("d:ann:bob", 0, 2);
    rig.advance(ReceiptWindow.RETRY_MS);

    assertThat(logged())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getReceipt().getDelivered()).isEqualTo(3);
              assertThat(record.getReceipt().getRead()).isEqualTo(2);
            });
  }

  @Test
  void whatWaitsIsWrittenBeforeTheSessionEnds() {
    rig.receipt("d:ann:bob", 3, 0);
    rig.perform(rig.machine().gone(rig.now));

    assertThat(rig.effects())
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("AppendReceipt", "AppendSession");
  }

  @Test
  void aBoundedNumberOfConversationsWaits() {
    for (int n = 0; n < ReceiptWindow.CONVERSATIONS_MAX + 5; n++) {
      rig.receipt("d:ann:b" + n, 1, 0);
    }
    rig.advance(ReceiptWindow.WINDOW_MS);

    assertThat(logged()).hasSize(ReceiptWindow.CONVERSATIONS_MAX);
  }
}
