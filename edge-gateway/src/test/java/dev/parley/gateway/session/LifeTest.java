package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.TooManySessions;
import org.junit.jupiter.api.Test;

class LifeTest {
  private final Rig rig = Rig.live(0);

  @Test
  void itPingsAndClosesWhenNothingIsHeard() {
    rig.advance(25_000);
    assertThat(rig.take(Effect.Ping.class)).hasSize(1);
    rig.advance(9_999);
    assertThat(rig.closed()).isEmpty();
    rig.advance(1);
    assertThat(rig.closed()).contains(CloseCode.IDLE);
  }

  @Test
  void anySignOfLifeAnswersAPing() {
    rig.advance(25_000);
    rig.perform(rig.machine().control(rig.now));
    rig.advance(10_000);
    rig.advance(15_000);
    assertThat(rig.take(Effect.Ping.class)).hasSize(2);
    rig.ping("r");
    rig.written();
    rig.advance(10_000);

    assertThat(rig.closed()).isEmpty();
  }

  @Test
  void aTokenThatRunsOutEndsTheSession() {
    for (long at = 20_000; at < Rig.TOKEN_LIFE_MS; at += 20_000) {
      rig.perform(rig.machine().control(rig.now));
      rig.advance(20_000);
    }
    assertThat(rig.closed()).isEmpty();
    rig.advance(20_000);

    assertThat(rig.closed()).contains(CloseCode.UNAUTHORIZED);
  }

  @Test
  void anEndedSessionIsReportedOnceAndThenSilent() {
    rig.perform(rig.machine().end(CloseCode.BAD_FRAME, rig.now));
    rig.perform(rig.machine().gone(rig.now));
    rig.ping("too late");
    rig.live(1, 10);

    assertThat(rig.effects())
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("AppendSession", "Close");
    assertThat(rig.machine().deadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSessionThatDeliveryDoesNotHearOfIsEnded() {
    rig.perform(rig.machine().sessionRecordFailed(rig.now));

    assertThat(rig.closed()).contains(CloseCode.GOING_AWAY);
  }

  @Test
  void rubbishIsAnErrorAndTheSessionGoesOn() {
    rig.perform(
        rig.machine()
            .undecodable(new FrameException(ErrorCode.UNKNOWN_KIND, "frame: unknown"), rig.now));
    rig.ping("r");

    assertThat(rig.passed()).isEqualTo("error:unknown_kind PONG");
  }

  @Test
  void tooManyFramesAreRefusedWithAWaitAndAFloodIsClosed() {
    Rig flood = new Rig(Rig.limits(1, 3));
    flood.hello("ann", 0);
    flood.effects();
    for (int i = 0; i < 4; i++) {
      flood.ping("r" + i);
    }
    var frames = flood.frames();
    assertThat(frames).extracting(ServerFrame::hasPong).containsExactly(true, true, true, false);
    assertThat(frames.get(3).getError().getCode()).isEqualTo("rate_limited");
    assertThat(frames.get(3).getError().getRef()).isEqualTo("r3");
    assertThat(frames.get(3).getError().getRetryAfterMs()).isEqualTo(1_000);
    assertThat(flood.closed()).isEmpty();
    for (int i = 0; i < 3; i++) {
      flood.ping("again");
    }

    assertThat(flood.closed()).contains(CloseCode.TOO_MANY_CONNECTIONS);
  }

  @Test
  void whatAUserMayDoCountsOverAllConnections() {
    rig.userIsAnswered(700, false);
    rig.ping("r");
    assertThat(rig.frames().get(0).getError().getRetryAfterMs()).isEqualTo(700);
    assertThat(rig.closed()).isEmpty();
    rig.userIsAnswered(700, true);
    rig.ping("r");

    assertThat(rig.closed()).contains(CloseCode.TOO_MANY_CONNECTIONS);
  }

  @Test
  void aSessionThatDeliveryFindsOneTooManyIsClosed() {
    rig.push(PushRecord.newBuilder().setTooManySessions(TooManySessions.getDefaultInstance()));

    assertThat(rig.closed()).contains(CloseCode.TOO_MANY_CONNECTIONS);
  }

  @Test
  void pagesAreReadOneAfterTheOther() {
    rig.frame(
        ClientFrame.newBuilder()
            .setHistory(
                HistoryRequest.newBuilder()
                    .setRef("h")
                    .setConversationId("d:ann:bob")
                    .setLimit(10)));
    rig.frame(
        ClientFrame.newBuilder()
            .setConversations(ConversationsRequest.newBuilder().setRef("c").setLimit(10)));
    assertThat(rig.take(Effect.ReadHistory.class)).hasSize(1);
    assertThat(rig.take(Effect.ReadConversations.class)).isEmpty();

    rig.perform(
        rig.machine()
            .queryFailed(new FrameException(ErrorCode.UNAVAILABLE, "store: away"), rig.now));
    assertThat(rig.frames())
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.getError().getCode()).isEqualTo("unavailable");
              assertThat(frame.getError().getRef()).isEqualTo("h");
            });
    assertThat(rig.take(Effect.ReadConversations.class)).hasSize(1);

    OutFrame list =
        new OutFrame(
            ServerFrame.newBuilder()
                .setConversationList(ConversationList.newBuilder().setRef("c"))
                .build());
    rig.perform(rig.machine().answered(list, rig.now));
    assertThat(rig.passed()).isEqualTo("CONVERSATION_LIST");
  }

  @Test
  void tooManyUnansweredRequestsAreRefusedByRef() {
    for (int i = 0; i <= QueryQueue.WAITING_MAX + 1; i++) {
      rig.frame(
          ClientFrame.newBuilder()
              .setConversations(ConversationsRequest.newBuilder().setRef("c" + i).setLimit(10)));
    }

    assertThat(rig.frames())
        .singleElement()
        .satisfies(
            frame ->
                assertThat(frame.getError().getRef())
                    .isEqualTo("c" + (QueryQueue.WAITING_MAX + 1)));
  }

  @Test
  void drainingSaysGoodbyeAndClosesWhenNothingIsUnanswered() {
    rig.perform(rig.machine().drain(500, rig.now));

    assertThat(rig.frames())
        .extracting(frame -> frame.getGoodbye().getReconnectAfterMs())
        .containsExactly(500L);
    assertThat(rig.closed()).contains(CloseCode.GOING_AWAY);
  }

  @Test
  void drainingAnswersWhatWasReadBeforeItCloses() {
    rig.send("bob", 1);
    rig.receipt("d:ann:bob", 1, 0);
    rig.perform(rig.machine().drain(0, rig.now));
    assertThat(rig.take(Effect.PauseReading.class)).hasSize(1);
    assertThat(rig.take(Effect.AppendReceipt.class)).hasSize(1);
    assertThat(rig.closed()).isEmpty();

    rig.log(rig.take(Effect.AppendSend.class).get(0));

    assertThat(rig.passed()).isEqualTo("GOODBYE ACCEPTED");
    assertThat(rig.closed()).contains(CloseCode.GOING_AWAY);
  }

  @Test
  void drainingDoesNotWaitForEver() {
    rig.send("bob", 1);
    rig.perform(rig.machine().drain(0, rig.now));
    rig.advance(SessionLimits.DEFAULT.drainTimeout().toMillis());

    assertThat(rig.closed()).contains(CloseCode.GOING_AWAY);
  }

  @Test
  void aConnectionWithoutHelloIsDrainedAtOnce() {
    Rig silent = new Rig();
    silent.perform(silent.machine().drain(0, silent.now));

    assertThat(silent.effects()).containsExactly(new Effect.Close(CloseCode.GOING_AWAY));
  }
}
