package dev.parley.client.connection;

import static dev.parley.client.connection.MachineScenario.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.store.DeviceStore;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.Update;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {
  private final MachineScenario scenario = new MachineScenario();

  @Test
  void whatIsSentBeforeTheWelcomeGoesOutAfterItInOrder() {
    scenario.sends(draft("one")).sends(draft("two"));
    assertThat(scenario.sentTexts()).isEmpty();

    scenario.online();

    assertThat(scenario.sentTexts()).containsExactly("one", "two");
  }

  @Test
  void aMessageIsSavedBeforeItIsSent() {
    scenario.online().then().sends(draft("one"));

    assertThat(scenario.effects.get(0)).isInstanceOf(Effect.SaveOutgoing.class);
    assertThat(scenario.effects.get(1)).isInstanceOf(Effect.SendFrame.class);
  }

  @Test
  void unacceptedMessagesAreSentAgainInOrderWithTheSameIds() {
    Send one = draft("one");
    Send two = draft("two");
    Send three = draft("three");
    scenario.online().sends(one).sends(two).sends(three).accepts(two);
    scenario.closesWith(1006).then().waitsForDeadline().reachOnline(16);

    List<Send> again =
        scenario.sent().stream().filter(ClientFrame::hasSend).map(ClientFrame::getSend).toList();
    assertThat(again)
        .extracting(Send::getClientMessageId)
        .containsExactly(one.getClientMessageId(), three.getClientMessageId());
    assertThat(again).extracting(Send::getLocalSeq).containsExactly(1L, 3L);
  }

  @Test
  void anEarlierRunsMessagesGoFirstAndItsCounterGoesOn() {
    Send left = draft("left over").toBuilder().setLocalSeq(9).build();
    MachineScenario resumed = new MachineScenario(new DeviceStore.Saved(0, 9, List.of(left)));
    resumed.sends(draft("new")).online();

    assertThat(resumed.sentTexts()).containsExactly("left over", "new");
    assertThat(resumed.sent().get(2).getSend().getLocalSeq()).isEqualTo(10);
  }

  @Test
  void noMoreMessagesAreOpenThanTheServerAllows() {
    Send one = draft("one");
    scenario.online(2).sends(one).sends(draft("two")).sends(draft("three"));
    assertThat(scenario.sentTexts()).containsExactly("one", "two");

    scenario.accepts(one);

    assertThat(scenario.sentTexts()).containsExactly("one", "two", "three");
  }

  @Test
  void theOwnUpdateProvesAcceptanceAndAcceptedAddsNothing() {
    Send one = draft("one");
    scenario.online().sends(one).updates(echo(1, one)).accepts(one);

    assertThat(scenario.all(Effect.Settle.class))
        .containsExactly(new Effect.Settle(one.getClientMessageId(), null));
  }

  @Test
  void aRefusalForGoodIsTheSendersAndNotRepeated() {
    Send one = draft("one");
    scenario.online().sends(one).refuses(one, "conflict", null);
    scenario.closesWith(1006).then().waitsForDeadline().reachOnline(16);

    assertThat(scenario.sentTexts()).isEmpty();
  }

  @Test
  void aLateRefusalOfAnAcceptedMessageIsAnnounced() {
    Send one = draft("one");
    scenario.online().sends(one).accepts(one).then().refuses(one, "expired", null);

    assertThat(scenario.announced().get(0).getError().getCode()).isEqualTo("expired");
  }

  @Test
  void aPassingRefusalHoldsAllSendsUntilTheServersTimeAndKeepsTheOrder() {
    Send one = draft("one");
    scenario.online().sends(one).then().refuses(one, "rate_limited", 3_000L).sends(draft("two"));
    assertThat(scenario.sentTexts()).isEmpty();
    assertThat(scenario.all(Effect.Settle.class)).isEmpty();

    scenario.passes(Duration.ofMillis(2_999));
    assertThat(scenario.sentTexts()).isEmpty();
    scenario.passes(Duration.ofMillis(1));

    assertThat(scenario.sentTexts()).containsExactly("one", "two");
  }

  @Test
  void aBlockIsSaidNowOrNotAtAll() {
    scenario.did(scenario.machine.block("r", "d:ann:bob", true));
    scenario.online();
    assertThat(scenario.sent()).noneMatch(ClientFrame::hasBlock);

    scenario.did(scenario.machine.block("r", "d:ann:bob", true));
    Block said = Block.newBuilder().setRef("r").setConversationId("d:ann:bob").setOn(true).build();
    assertThat(scenario.sent()).contains(ClientFrame.newBuilder().setBlock(said).build());

    scenario.closesWith(1006).then().waitsForDeadline().reachOnline(16);
    assertThat(scenario.sent()).noneMatch(ClientFrame::hasBlock);
  }

  @Test
  void theRefusalOfABlockIsAnnounced() {
    scenario.online().did(scenario.machine.block("r", "d:ann:bob", true)).then();

    scenario.receives(
        frame -> frame.setError(Error.newBuilder().setCode("unavailable").setRef("r")));

    assertThat(scenario.announced().get(0).getError().getRef()).isEqualTo("r");
  }

  @Test
  void theSameDraftTwiceIsOneMessage() {
    Send one = draft("one");
    scenario.online().sends(one).sends(one);

    assertThat(scenario.sentTexts()).containsExactly("one");
  }

  @Test
  void aRequestIsRepeatedOnTheNextConnectionUntilItIsAnswered() {
    ClientFrame request =
        ClientFrame.newBuilder().setHistory(HistoryRequest.newBuilder().setRef("r")).build();
    scenario.online();
    scenario.did(scenario.machine.request("r", request));
    scenario.closesWith(1006).then().waitsForDeadline().reachOnline(16);
    assertThat(scenario.sent()).contains(request);

    scenario.receives(frame -> frame.setHistoryPage(HistoryPage.newBuilder().setRef("r")));
    assertThat(scenario.all(Effect.Answer.class)).hasSize(1);
    scenario.closesWith(1006).then().waitsForDeadline().reachOnline(16);

    assertThat(scenario.sent()).doesNotContain(request);
  }

  private static Update echo(long position, Send message) {
    Update.Builder update = MachineScenario.message(position, 1, "ann").toBuilder();
    update
        .getMessageBuilder()
        .setFromDevice(MachineScenario.DEVICE)
        .setClientMessageId(message.getClientMessageId());
    return update.build();
  }
}
