package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendTest {
  private final Rig rig = Rig.live(0);

  @Test
  void aSendGoesToTheLogUnderTheTokensName() {
    rig.send("bob", 1);

    InboundRecord record = rig.inbound().get(0);
    assertThat(record.getConversationId()).isEqualTo("d:ann:bob");
    assertThat(record.getUserId()).isEqualTo("ann");
    assertThat(record.getDeviceId()).isEqualTo("phone");
    assertThat(record.getSend().getClientMessageId()).isEqualTo(Rig.id(1));
    assertThat(record.getSend().getText()).isEqualTo("text 1");
    assertThat(record.getSend().hasContentType()).isFalse();
  }

  @Test
  void acceptedIsSaidOnlyWhenTheLogHasIt() {
    rig.send("bob", 1);
    assertThat(rig.frames()).isEmpty();

    rig.log(rig.take(Effect.AppendSend.class).get(0));

    assertThat(rig.frames())
        .extracting(frame -> frame.getAccepted().getClientMessageId())
        .containsExactly(Rig.id(1));
  }

  @Test
  void theNextOfAConversationWaitsForTheOneBefore() {
    rig.send("bob", 1);
    rig.send("bob", 2);
    Effect.AppendSend first = rig.take(Effect.AppendSend.class).get(0);
    assertThat(rig.take(Effect.AppendSend.class)).isEmpty();

    rig.log(first);

    assertThat(rig.inbound())
        .extracting(record -> record.getSend().getClientMessageId())
        .containsExactly(Rig.id(2));
  }

  @Test
  void conversationsDoNotWaitForEachOther() {
    rig.send("bob", 1);
    rig.send("carl", 2);

    assertThat(rig.inbound())
        .extracting(InboundRecord::getConversationId)
        .containsExactly("d:ann:bob", "d:ann:carl");
  }

  @Test
  void aFailedSendFailsThoseBehindItAndClosesSoThatTheyComeAgainInOrder() {
    rig.send("bob", 1);
    rig.send("bob", 2);
    rig.send("bob", 3);

    rig.logFails(rig.take(Effect.AppendSend.class).get(0));

    List<ServerFrame> frames = rig.frames();
    assertThat(frames)
        .allSatisfy(frame -> assertThat(frame.getError().getCode()).isEqualTo("unavailable"));
    assertThat(frames)
        .extracting(frame -> frame.getError().getClientMessageId())
        .containsExactly(Rig.id(1), Rig.id(2), Rig.id(3));
    assertThat(rig.inbound()).isEmpty();
    assertThat(rig.closed()).contains(CloseCode.GOING_AWAY);
  }

  @Test
  void afterAFailedSendTheFateOfOtherLanesIsLeftOpen() {
    rig.send("bob", 1);
    rig.send("carl", 2);
    List<Effect.AppendSend> appended = rig.take(Effect.AppendSend.class);

    rig.logFails(appended.get(0));
    rig.log(appended.get(1));

    assertThat(rig.frames())
        .extracting(frame -> frame.getError().getClientMessageId())
        .containsExactly(Rig.id(1));
  }

  @Test
  void readingStopsAtSixteenUnacceptedSendsAndGoesOnWhenHalfAreAccepted() {
    for (int n = 1; n <= 16; n++) {
      assertThat(rig.take(Effect.PauseReading.class)).isEmpty();
      rig.send("peer" + n, n);
    }
    assertThat(rig.take(Effect.PauseReading.class)).hasSize(1);

    List<Effect.AppendSend> appended = rig.take(Effect.AppendSend.class);
    appended.subList(0, 8).forEach(rig::log);
    assertThat(rig.take(Effect.ResumeReading.class)).isEmpty();
    rig.log(appended.get(8));
    assertThat(rig.take(Effect.ResumeReading.class)).hasSize(1);
  }

  @Test
  void whileNotReadingAMissingPongIsNoReasonToClose() {
    for (int n = 1; n <= 16; n++) {
      rig.send("peer" + n, n);
    }
    rig.advance(25_000);
    rig.advance(11_000);

    assertThat(rig.take(Effect.Ping.class)).hasSize(1);
    assertThat(rig.closed()).isEmpty();
  }

  @Test
  void aSendThatBreaksARuleIsNamedByItsIdAndReachesNoLog() {
    rig.frame(
        ClientFrame.newBuilder()
            .setSend(
                Send.newBuilder()
                    .setConversationId("d:bob:carl")
                    .setClientMessageId(Rig.id(1))
                    .setLocalSeq(1)
                    .setText("psst")));

    ServerFrame error = rig.frames().get(0);
    assertThat(error.getError().getCode()).isEqualTo("not_a_member");
    assertThat(error.getError().getClientMessageId()).isEqualTo(Rig.id(1));
    assertThat(error.getError().getRemedy()).isNotEmpty();
    assertThat(rig.effects()).isEmpty();
  }

  @Test
  void aRefusalOfTheSequencerComesAsAnError() {
    rig.refusal(5, "conflict");

    ServerFrame error = rig.frames().get(0);
    assertThat(error.getError().getCode()).isEqualTo("conflict");
    assertThat(error.getError().getClientMessageId()).isEqualTo(Rig.id(5));
  }
}
