package dev.parley.client.connection;

import static dev.parley.client.connection.MachineScenario.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivingTest {
  private static final Duration RECEIPT_DELAY = Timings.DEFAULT.receiptDelay();

  private final MachineScenario scenario = new MachineScenario();

  @Test
  void repeatsAfterARewindAreDropped() {
    scenario.online().updates(message(1, 1, "bob")).updates(message(2, 2, "bob"));
    scenario.updates(message(1, 1, "bob")).updates(message(2, 2, "bob"));
    scenario.updates(message(3, 3, "bob"));

    assertThat(scenario.announcedPositions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aGapIsNotAnnouncedAndTheNextConnectionAsksForIt() {
    scenario.online().updates(message(1, 1, "bob")).updates(message(3, 3, "bob"));
    assertThat(scenario.announcedPositions()).containsExactly(1L);
    assertThat(scenario.all(Effect.CloseLink.class)).hasSize(1);

    scenario.then().waitsForDeadline().reachOnline(16);

    assertThat(scenario.sent().get(0).getHello().getSince()).isEqualTo(1);
  }

  @Test
  void caughtUpBeyondWhatCameIsAGap() {
    scenario.online().updates(message(1, 1, "bob")).caughtUp(2);

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Waiting.class);
  }

  @Test
  void afterAResyncTheFeedGoesOnFromItsPosition() {
    scenario.online().resyncs(500).caughtUp(500).updates(message(501, 9, "bob"));

    assertThat(scenario.announced()).hasSize(3);
    assertThat(scenario.announcedPositions()).containsExactly(501L);
  }

  @Test
  void whoIsBlockedHasItsPlaceInTheFeedAsMessagesHave() {
    Update blocks = MachineScenario.blocks(2, 1, true);
    scenario.online().updates(message(1, 1, "bob")).updates(blocks).updates(blocks);
    assertThat(scenario.announcedPositions()).containsExactly(1L, 2L);

    scenario.handles(blocks);
    assertThat(scenario.all(Effect.SavePosition.class)).containsExactly(new Effect.SavePosition(2));

    scenario.updates(MachineScenario.blocks(4, 2, false));
    assertThat(scenario.announcedPositions()).containsExactly(1L, 2L);
    assertThat(scenario.all(Effect.CloseLink.class)).hasSize(1);
  }

  @Test
  void aPositionIsSavedOnlyWhenTheApplicationIsDoneWithTheUpdate() {
    Update first = message(1, 1, "bob");
    scenario.online().updates(first);
    assertThat(scenario.all(Effect.SavePosition.class)).isEmpty();

    scenario.handles(first);

    assertThat(scenario.all(Effect.SavePosition.class)).containsExactly(new Effect.SavePosition(1));
  }

  @Test
  void aResyncIsSavedOnlyWhenTheApplicationHasRebuilt() {
    scenario.online().resyncs(500);
    assertThat(scenario.all(Effect.SavePosition.class)).isEmpty();

    Resync resync = Resync.newBuilder().setPosition(500).build();
    scenario.did(
        scenario.machine.handled(ServerFrame.newBuilder().setResync(resync).build(), scenario.now));

    assertThat(scenario.all(Effect.SavePosition.class))
        .containsExactly(new Effect.SavePosition(500));
  }

  @Test
  void deliveriesOfAShortTimeAreOneReceipt() {
    Update first = message(1, 1, "bob");
    Update second = message(2, 2, "bob");
    scenario.online().updates(first).handles(first).updates(second).handles(second).then();
    assertThat(receipts()).isEmpty();

    scenario.passes(RECEIPT_DELAY);

    assertThat(receipts())
        .containsExactly(
            Receipt.newBuilder().setConversationId("d:ann:bob").setDelivered(2).build());
  }

  @Test
  void ownMessagesOfAnotherDeviceAreNotReportedAsDelivered() {
    Update own = message(1, 1, "ann");
    scenario.online().updates(own).handles(own).passes(RECEIPT_DELAY);

    assertThat(receipts()).isEmpty();
  }

  @Test
  void aReceiptIsRepeatedAfterAReconnectUntilTheOwnCursorComesBack() {
    scenario.online();
    scenario.did(scenario.machine.receipt("d:ann:bob", 0, 4, scenario.now));
    scenario.passes(RECEIPT_DELAY).closesWith(1006).then();
    scenario.waitsForDeadline().reachOnline(16);
    assertThat(receipts()).hasSize(1);

    Update cursor = MachineScenario.ownReceipt(1, 4, 4);
    scenario.updates(cursor).handles(cursor).closesWith(1006).then();
    scenario.waitsForDeadline().reachOnline(16);

    assertThat(receipts()).isEmpty();
  }

  private List<Receipt> receipts() {
    return scenario.sent().stream()
        .filter(ClientFrame::hasReceipt)
        .map(ClientFrame::getReceipt)
        .toList();
  }
}
