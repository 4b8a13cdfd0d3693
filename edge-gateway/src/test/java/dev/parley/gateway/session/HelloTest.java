package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.SessionRecord;
import org.junit.jupiter.api.Test;

class HelloTest {
  private final Rig rig = new Rig();

  @Test
  void aGoodHelloIsWelcomedAndThenTellsDeliveryWhatTheDeviceHas() {
    rig.hello("ann", 41);

    assertThat(rig.effects())
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("Open", "Transmit", "AppendSession");
  }

  @Test
  void theWelcomeNamesTheTokensUserAndTheLimits() {
    rig.hello("ann", 0);

    ServerFrame welcome = rig.frames().get(0);
    assertThat(welcome.getWelcome().getUserId()).isEqualTo("ann");
    assertThat(welcome.getWelcome().getDeviceId()).isEqualTo("phone");
    assertThat(welcome.getWelcome().getServerTime()).isEqualTo(rig.now);
    assertThat(welcome.getWelcome().getLimits().getUnacceptedSends()).isEqualTo(16);
  }

  @Test
  void deliveryHearsSlotIncarnationAndSince() {
    rig.hello("ann", 41);

    SessionRecord opened = rig.take(Effect.AppendSession.class).get(0).record();
    assertThat(opened.getOpened().getSince()).isEqualTo(41);
    assertThat(opened.getUserId()).isEqualTo("ann");
    assertThat(opened.getSessionId()).isEqualTo("s-1");
    assertThat(opened.getGateway()).isEqualTo(3);
    assertThat(opened.getIncarnation()).isEqualTo(77);
  }

  @Test
  void aBadTokenClosesWithoutAWordToTheLog() {
    rig.hello(Hello.newBuilder().setToken("bad").setDeviceId("phone"));

    assertThat(rig.effects()).containsExactly(new Effect.Close(CloseCode.UNAUTHORIZED));
  }

  @Test
  void aUserWithTooManyConnectionsGetsNoMore() {
    rig.userHasTooMany();
    rig.hello("ann", 0);

    assertThat(rig.effects()).containsExactly(new Effect.Close(CloseCode.TOO_MANY_CONNECTIONS));
  }

  @Test
  void anotherFrameBeforeHelloIsNotReadyAndCloses() {
    rig.send("bob", 1);

    assertThat(rig.passed()).isEqualTo("error:not_ready");
    assertThat(rig.effects()).containsExactly(new Effect.Close(CloseCode.BAD_FRAME));
  }

  @Test
  void rubbishBeforeHelloCloses() {
    rig.perform(
        rig.machine().undecodable(new FrameException(ErrorCode.BAD_FRAME, "frame: no"), rig.now));

    assertThat(rig.closed()).contains(CloseCode.BAD_FRAME);
  }

  @Test
  void aHelloThatBreaksARuleSaysWhichAndCloses() {
    rig.hello(Hello.newBuilder().setToken("good:ann").setDeviceId("no spaces"));

    assertThat(rig.passed()).isEqualTo("error:invalid_argument");
    assertThat(rig.closed()).contains(CloseCode.BAD_FRAME);
  }

  @Test
  void noHelloInTimeCloses() {
    assertThat(rig.machine().deadline()).isEqualTo(rig.now + 10_000);
    rig.advance(9_999);
    assertThat(rig.closed()).isEmpty();
    rig.advance(1);
    assertThat(rig.closed()).contains(CloseCode.NO_HELLO);
  }

  @Test
  void aSecondHelloIsRefusedAndTheSessionGoesOn() {
    rig.hello("ann", 0);
    rig.effects();
    rig.hello("eve", 0);
    rig.ping("still here");

    assertThat(rig.passed()).isEqualTo("error:bad_frame PONG");
    assertThat(rig.closed()).isEmpty();
  }
}
