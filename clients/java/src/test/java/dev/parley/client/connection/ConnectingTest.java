package dev.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.store.DeviceStore;
import dev.parley.protocol.v1.Error;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {
  private final MachineScenario scenario = new MachineScenario();

  @Test
  void helloCarriesTheTokenAndThePositionThatWasSaved() {
    MachineScenario resumed = new MachineScenario(new DeviceStore.Saved(41, 7, List.of()));
    resumed.online();

    assertThat(resumed.sent().get(0).getHello())
        .satisfies(
            hello -> {
              assertThat(hello.getToken()).isEqualTo("token");
              assertThat(hello.getSince()).isEqualTo(41);
              assertThat(hello.getDeviceId()).isEqualTo(MachineScenario.DEVICE);
            });
    assertThat(resumed.lastState())
        .isEqualTo(new ConnectionState.Online(MachineScenario.FIRST, "ann", "s"));
  }

  @Test
  void aLostConnectionIsTriedAtTheNextGatewayFromTheLastReceivedPosition() {
    scenario.online().updates(MachineScenario.message(1, 1, "bob")).then().closesWith(4000);
    scenario.waitsForDeadline().reachOnline(16);

    assertThat(scenario.all(Effect.OpenLink.class))
        .extracting(Effect.OpenLink::gateway)
        .containsExactly(MachineScenario.SECOND);
    assertThat(scenario.sent().get(0).getHello().getSince()).isEqualTo(1);
  }

  @Test
  void backoffDoublesFromOneSecondToThirtyTwo() {
    scenario.did(scenario.machine.start(scenario.now));
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      scenario.did(scenario.machine.tokenFailed(scenario.attempt, "no", scenario.now));
      seconds.add(((ConnectionState.Waiting) scenario.lastState()).delay().toSeconds());
      scenario.waitsForDeadline();
    }

    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
  }

  @Test
  void aWelcomeAloneDoesNotStartTheBackoffAnew() {
    scenario.online().closesWith(4003).waitsForDeadline().reachOnline(16).closesWith(4003);

    assertThat(waitingSeconds()).isEqualTo(2);
  }

  @Test
  void aConnectionThatHeldStartsTheBackoffAnew() {
    scenario.online().closesWith(1006).waitsForDeadline().reachOnline(16);
    scenario.passes(Duration.ofSeconds(20)).caughtUp(0);
    scenario.passes(Duration.ofSeconds(20)).closesWith(1006);

    assertThat(waitingSeconds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 4001, 4002, 4003, 4099, 1000, 1001, 1006, 1011})
  void theseCodesReconnect(int code) {
    scenario.online().closesWith(code);

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Waiting.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {4400, 4403, 4408, 4413, 4429, 4499})
  void theseCodesEndTheClient(int code) {
    scenario.online().closesWith(code);

    assertThat(scenario.lastState()).isEqualTo(new ConnectionState.Closed(code, "why"));
    assertThat(scenario.machine.deadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRefusedUpgradeIsTriedAgainWhenTheServerSaidSo() {
    scenario.did(scenario.machine.start(scenario.now));
    scenario.did(scenario.machine.tokenFetched(scenario.attempt, "token", scenario.now));
    scenario.did(scenario.machine.toldToWait(scenario.attempt, 7_000)).closesWith(1006);
    assertThat(waitingSeconds()).isEqualTo(7);

    scenario.waitsForDeadline().reachOnline(16).closesWith(1006);
    assertThat(waitingSeconds()).isEqualTo(1);
  }

  @Test
  void aRefusedHelloIsSaidAgainWhenTheServerSaidSo() {
    scenario.did(scenario.machine.start(scenario.now));
    scenario.did(scenario.machine.tokenFetched(scenario.attempt, "token", scenario.now));
    scenario.did(scenario.machine.linkOpened(scenario.attempt, scenario.now));
    scenario
        .receives(
            frame ->
                frame.setError(Error.newBuilder().setCode("unavailable").setRetryAfterMs(9_000)))
        .closesWith(4000);

    assertThat(waitingSeconds()).isEqualTo(9);
    assertThat(scenario.announced()).isEmpty();
  }

  @Test
  void anOldAttemptsHintChangesNothing() {
    scenario.online().closesWith(1006);
    int old = scenario.attempt;
    scenario.waitsForDeadline().reachOnline(16);
    scenario.did(scenario.machine.toldToWait(old, 60_000)).closesWith(1006);

    assertThat(waitingSeconds()).isLessThan(60);
  }

  @Test
  void aCloseWithoutWordsGetsThoseOfItsCode() {
    scenario.online();
    scenario.did(scenario.machine.linkClosed(scenario.attempt, 1006, "", scenario.now));
    assertThat(((ConnectionState.Waiting) scenario.lastState()).reason()).isEqualTo("cut");

    scenario.waitsForDeadline().reachOnline(16);
    scenario.did(scenario.machine.linkClosed(scenario.attempt, 4002, "", scenario.now));
    assertThat(((ConnectionState.Waiting) scenario.lastState()).reason()).isEqualTo("idle");
  }

  @Test
  void aTokenRefusedAtHelloEndsTheClient() {
    scenario.did(scenario.machine.start(scenario.now));
    scenario.did(scenario.machine.tokenFetched(scenario.attempt, "bad", scenario.now));
    scenario.did(scenario.machine.linkOpened(scenario.attempt, scenario.now)).closesWith(4401);

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Closed.class);
  }

  @Test
  void aTokenThatRanOutDuringTheSessionIsReplaced() {
    scenario.online().closesWith(4401).then().waitsForDeadline();

    assertThat(scenario.all(Effect.FetchToken.class)).hasSize(1);
  }

  @Test
  void afterGoodbyeTheServersDelayWinsOverTheBackoff() {
    scenario.online().saysGoodbye(7_000).closesWith(4000);

    assertThat(waitingSeconds()).isEqualTo(7);
  }

  @Test
  void afterGoodbyeTheClientLeavesByItselfIfTheServerDoesNotClose() {
    scenario.online().saysGoodbye(7_000).then().waitsForDeadline();

    assertThat(scenario.all(Effect.CloseLink.class)).containsExactly(new Effect.CloseLink(true));
    scenario.then().waitsForDeadline();
    assertThat(scenario.lastState())
        .isEqualTo(new ConnectionState.Connecting(MachineScenario.SECOND));
  }

  @Test
  void silenceLongerThanPingAndPongTakeIsALostConnection() {
    scenario.online().passes(Duration.ofSeconds(30));
    scenario.did(scenario.machine.signOfLife(scenario.attempt, scenario.now));
    scenario.passes(Duration.ofSeconds(34));
    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Online.class);

    scenario.passes(Duration.ofSeconds(1));

    assertThat(scenario.all(Effect.CloseLink.class)).containsExactly(new Effect.CloseLink(false));
    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Waiting.class);
  }

  @Test
  void aGatewayThatSaysNothingAfterAMessageIsLeftBeforeTheSilenceIsLong() {
    scenario.online().sends(MachineScenario.draft("anybody?")).passes(Duration.ofSeconds(9));
    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Online.class);

    scenario.passes(Duration.ofSeconds(1));

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Waiting.class);
  }

  @Test
  void whateverComesAfterAMessageShowsThatTheGatewayIsThere() {
    scenario.online().sends(MachineScenario.draft("anybody?")).passes(Duration.ofSeconds(9));
    scenario.did(scenario.machine.signOfLife(scenario.attempt, scenario.now));
    scenario.passes(Duration.ofSeconds(30));

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Online.class);
  }

  @Test
  void aWelcomeThatDoesNotComeIsALostConnection() {
    scenario.did(scenario.machine.start(scenario.now));
    scenario.did(scenario.machine.tokenFetched(scenario.attempt, "t", scenario.now));
    scenario.did(scenario.machine.linkOpened(scenario.attempt, scenario.now));
    scenario.passes(Timings.DEFAULT.answer());

    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Waiting.class);
  }

  @Test
  void anOldSocketsLastWordsChangeNothing() {
    scenario.online();
    int old = scenario.attempt;
    scenario.closesWith(4000).waitsForDeadline().reachOnline(16).then();

    scenario.did(scenario.machine.linkClosed(old, 4400, "late", scenario.now));

    assertThat(scenario.effects).isEmpty();
  }

  @Test
  void closeSaysTheReceiptsThatAreStillToBeSaid() {
    scenario.online();
    scenario.did(scenario.machine.receipt("d:ann:bob", 0, 3, scenario.now)).then();

    scenario.did(scenario.machine.close());

    assertThat(scenario.sent().get(0).getReceipt().getRead()).isEqualTo(3);
    assertThat(scenario.lastState()).isInstanceOf(ConnectionState.Closed.class);
  }

  private long waitingSeconds() {
    return ((ConnectionState.Waiting) scenario.lastState()).delay().toSeconds();
  }
}
