package dev.parley.presence;

import static dev.parley.protocol.v1.DeviceSignal.State.ACTIVE;
import static dev.parley.protocol.v1.DeviceSignal.State.AWAY;
import static dev.parley.protocol.v1.DeviceSignal.State.LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.presence.RosterRules.Addressed;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.WatchSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterRulesTest {
  private static final long LEASE = RosterRules.LEASE.toMillis();

  private final InMemoryRoster roster = new InMemoryRoster();
  private long now = 1_000_000;

  @Test
  void changesPassAndWhatIsSaidAgainEndsHere() {
    assertThat(says(device(ACTIVE, 5))).hasSize(1);
    assertThat(says(device(ACTIVE, 5))).isEmpty();
    assertThat(says(device(AWAY, 6))).hasSize(1);
    assertThat(says(device(LEFT, 7))).hasSize(1);
  }

  @Test
  void whoCameAndLeftWithinAPeriodPassesAndAnOlderSessionDoesNot() {
    assertThat(says(device(LEFT, 7))).hasSize(1);
    says(device(ACTIVE, 9));
    assertThat(says(device(LEFT, 10))).isEmpty(); // of the session that joined at 5
  }

  @Test
  void aWatchPassesWhenItBeginsWhenSomebodyAsksAndWhenItEnds() {
    assertThat(says(watch(true, "ann"))).hasSize(1);
    assertThat(says(watch(true))).isEmpty();
    assertThat(says(watch(true, "cem"))).hasSize(1);
    assertThat(says(watch(false))).hasSize(1);
    assertThat(says(watch(false))).isEmpty();
  }

  @Test
  void aDeadGatewaysDevicesLeftWhenItLastLivedAndItWatchesNobody() {
    says(device(ACTIVE, 5));
    says(watch(true, "ann"));

    List<Addressed> ended = RosterRules.lost(roster, 2, 900_000);

    assertThat(ended)
        .extracting(Addressed::signal)
        .allSatisfy(signal -> assertThat(signal.getIncarnation()).isEqualTo(7))
        .anySatisfy(
            signal -> {
              assertThat(signal.getDevice().getState()).isEqualTo(LEFT);
              assertThat(signal.getDevice().getJoinedAt()).isEqualTo(5);
              assertThat(signal.getDevice().getAt()).isEqualTo(900_000);
            })
        .anySatisfy(
            signal -> {
              assertThat(signal.hasWatch()).isTrue();
              assertThat(signal.getWatch().getOn()).isFalse();
            });
    assertThat(roster.entries()).isEmpty();
  }

  @Test
  void aSuccessorEndsWhatItsPredecessorSaid() {
    says(device(ACTIVE, 5));
    now += 60_000;
    List<Addressed> passed =
        RosterRules.heard(roster, batch(8).addDevices(device(ACTIVE, 9)).build(), now);

    assertThat(passed)
        .extracting(Addressed::signal)
        .extracting(PersonSignal::getIncarnation, signal -> signal.getDevice().getState())
        .containsExactly(tuple(7L, LEFT), tuple(8L, ACTIVE));
  }

  @Test
  void aFencedProcessIsNotHeard() {
    RosterRules.heard(roster, batch(8).build(), now);

    assertThat(says(device(ACTIVE, 5))).isEmpty();
  }

  @Test
  void whatIsNotSaidAgainForALongTimeIsOver() {
    says(device(ACTIVE, 5));
    now += LEASE - 1;
    assertThat(RosterRules.expire(roster, 2, now)).isEmpty();
    says(device(ACTIVE, 5));
    now += LEASE - 1;
    assertThat(RosterRules.expire(roster, 2, now)).isEmpty();
    now += 2;
    assertThat(RosterRules.expire(roster, 2, now))
        .singleElement()
        .satisfies(ended -> assertThat(ended.signal().getDevice().getState()).isEqualTo(LEFT));
  }

  @Test
  void whatNoGatewayWritesIsNamed() {
    refused(batch(7).setGateway(16), "gateway: 16 (expected: a slot, 0 to 15)");
    refused(batch(-2), "incarnation: -2 (expected: an offset)");
    refused(batch(7).addWatches(watch(true, "a/b")), "userId: a/b");
    refused(
        batch(7).addTyping(Signals.typing(true, 1).toBuilder().setUserId("eve")),
        "conversation_id: (expected: one of the user's)");
  }

  private static void refused(PresenceSignals.Builder batch, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignalChecks.check(batch.build()))
        .withMessageStartingWith(problem);
  }

  private List<Addressed> says(DeviceSignal device) {
    return RosterRules.heard(roster, batch(7).addDevices(device).build(), now);
  }

  private List<Addressed> says(WatchSignal watch) {
    return RosterRules.heard(roster, batch(7).addWatches(watch).build(), now);
  }

  private static DeviceSignal device(DeviceSignal.State state, long joinedAt) {
    return Signals.device("phone", state == ACTIVE ? joinedAt : 5, state, joinedAt);
  }

  private static WatchSignal watch(boolean on, String... askers) {
    return Signals.watch(on, askers);
  }

  private static PresenceSignals.Builder batch(long incarnation) {
    return PresenceSignals.newBuilder().setGateway(2).setIncarnation(incarnation);
  }
}
