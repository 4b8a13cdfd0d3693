package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private final Rig rig = Rig.live(0);

  private Error refusal() {
    ServerFrame frame = rig.frames().get(0);
    assertThat(frame.hasError()).isTrue();
    return frame.getError();
  }

  @Test
  void aSendIsRefusedBeforeItIsAcceptedAndToldWhenToComeAgain() {
    rig.declines(Work.SENDS);
    rig.send("bob", 1);

    Error refusal = refusal();
    assertThat(refusal.getCode()).isEqualTo("unavailable");
    assertThat(refusal.getClientMessageId()).isEqualTo(Rig.id(1));
    assertThat(refusal.getRetryAfterMs()).isPositive();
    assertThat(rig.effects()).isEmpty();
  }

  @Test
  void whatWasTakenBeforeIsAcceptedAllTheSame() {
    rig.send("bob", 1);
    rig.declines(Work.values());
    rig.log(rig.take(Effect.AppendSend.class).get(0));
    rig.ping("r");

    assertThat(rig.passed()).isEqualTo("ACCEPTED PONG");
  }

  @Test
  void noSendOvertakesARefusedOne() {
    rig.declines(Work.SENDS);
    rig.send("bob", 1);
    rig.declines();
    rig.send("bob", 2); // was on its way when the first was refused
    assertThat(rig.passed()).isEqualTo("error:unavailable error:unavailable");

    rig.send("bob", 1);
    rig.send("bob", 2);
    rig.log(rig.take(Effect.AppendSend.class).get(0));

    assertThat(rig.inbound())
        .extracting(record -> record.getSend().getLocalSeq())
        .containsExactly(2L);
    assertThat(rig.passed()).isEqualTo("ACCEPTED");
  }

  @Test
  void noSendOvertakesTheLastOfSeveralRefusedOnes() {
    rig.declines(Work.SENDS);
    rig.send("bob", 1);
    rig.declines();
    rig.send("bob", 2); // still unread when the device began to send the first again
    rig.send("bob", 1);
    rig.send("bob", 3);
    assertThat(rig.passed()).isEqualTo("error:unavailable error:unavailable error:unavailable");

    rig.log(rig.take(Effect.AppendSend.class).get(0));
    rig.send("bob", 2);
    rig.log(rig.take(Effect.AppendSend.class).get(0));
    rig.send("bob", 3);
    rig.log(rig.take(Effect.AppendSend.class).get(0));

    assertThat(rig.passed()).isEqualTo("ACCEPTED ACCEPTED ACCEPTED");
  }

  @Test
  void noSendOvertakesARateLimitedOne() {
    Rig slow = new Rig(Rig.limits(1, 1));
    slow.hello("ann", 0);
    slow.effects();
    slow.ping("takes the only token");
    slow.send("bob", 1);
    slow.advance(1_000);
    slow.send("bob", 2);

    assertThat(slow.passed()).isEqualTo("PONG error:rate_limited error:unavailable");
    assertThat(slow.inbound()).isEmpty();
  }

  @Test
  void aMessageThatIsGivenUpSilencesNobodyForEver() {
    rig.declines(Work.SENDS);
    rig.send("bob", 1);
    rig.declines();
    rig.written();
    rig.advance(RefusedSends.FORGOTTEN_AFTER_MS);
    rig.send("bob", 2);

    assertThat(rig.inbound())
        .extracting(record -> record.getSend().getLocalSeq())
        .containsExactly(2L);
  }

  @Test
  void aPageIsRefusedByItsRef() {
    rig.declines(Work.HISTORY);
    rig.frame(
        ClientFrame.newBuilder()
            .setHistory(
                HistoryRequest.newBuilder()
                    .setRef("h")
                    .setConversationId("d:ann:bob")
                    .setLimit(10)));

    Error refusal = refusal();
    assertThat(refusal.getCode()).isEqualTo("unavailable");
    assertThat(refusal.getRef()).isEqualTo("h");
    assertThat(refusal.getRetryAfterMs()).isPositive();
  }

  @Test
  void deliveredReceiptsAreMergedOverALongerTimeBeforeReadOnesAre() {
    rig.declines(Work.DELIVERED_RECEIPTS);
    rig.receipt("d:ann:bob", 1, 0);
    rig.advance(ReceiptWindow.WINDOW_MS);
    rig.receipt("d:ann:bob", 9, 0);
    assertThat(rig.take(Effect.AppendReceipt.class)).isEmpty();
    rig.advance(ReceiptWindow.LOADED_WINDOW_MS - ReceiptWindow.WINDOW_MS);
    assertThat(rig.take(Effect.AppendReceipt.class))
        .extracting(append -> append.record().getReceipt().getDelivered())
        .containsExactly(9L);

    rig.receipt("d:ann:bob", 10, 10);
    rig.advance(ReceiptWindow.WINDOW_MS);
    assertThat(rig.take(Effect.AppendReceipt.class))
        .extracting(Effect.AppendReceipt::record)
        .extracting(InboundRecord::getReceipt)
        .extracting(receipt -> receipt.getRead())
        .containsExactly(10L);
  }

  @Test
  void aNewDeviceIsSentAwayBeforeOneThatComesBack() {
    Rig fresh = new Rig();
    fresh.declines(Work.NEW_SESSIONS);
    fresh.hello("ann", 0);
    ServerFrame frame = fresh.frames().get(0);
    assertThat(frame.getError().getCode()).isEqualTo("unavailable");
    assertThat(frame.getError().getRetryAfterMs()).isGreaterThanOrEqualTo(2_000);
    assertThat(fresh.effects()).containsExactly(new Effect.Close(CloseCode.GOING_AWAY));

    Rig known = new Rig();
    known.declines(Work.NEW_SESSIONS);
    known.hello("ann", 7);
    assertThat(known.frames().get(0).hasWelcome()).isTrue();
  }

  @Test
  void whenAllQueuesTogetherAreLongEachStaysShort() {
    rig.queuesAreFull();
    rig.live(1, Outbound.TIGHT_MAX_BYTES);
    Effect.Transmit first = rig.take(Effect.Transmit.class).get(0);
    rig.live(2, 10);
    assertThat(rig.frames()).isEmpty();

    rig.written(first);

    assertThat(rig.asked()).containsExactly(1L);
  }
}
