package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.DeviceSignal;
import org.junit.jupiter.api.Test;

class TransitionTest {
  private static final long DEBOUNCE = PresenceRules.DEBOUNCE.toMillis();
  private static final long HOLD = PresenceRules.HOLD_MS;

  private final PersonContext bob = new PersonContext();

  @Test
  void comingShowsAtOnceAndGoingWhenItHasLasted() {
    bob.joins("phone", 0);
    assertThat(bob.transitions()).containsExactly("OFFLINE ONLINE");

    bob.leaves("phone", 0);
    bob.advance(HOLD - 1);
    assertThat(bob.transitions()).isEmpty();
    bob.advance(1);
    assertThat(bob.transitions()).containsExactly("ONLINE OFFLINE");
  }

  @Test
  void whoeverIsBackInTimeMadeNoChange() {
    bob.joins("phone", 0);
    bob.transitions();
    bob.leaves("phone", 0);
    bob.advance(DEBOUNCE);
    bob.joins("phone", 1);
    bob.advance(10 * HOLD);

    assertThat(bob.transitions()).isEmpty();
    assertThat(bob.take(PersonEvent.Suppressed.class)).hasSize(1);
  }

  @Test
  void aPersonIsOnlineIfAnyDeviceIsAndActiveBeatsAway() {
    bob.joins("phone", 0);
    bob.joins("desk", 1);
    bob.goesAway("desk", 1);
    bob.advance(HOLD);
    assertThat(bob.transitions()).containsExactly("OFFLINE ONLINE");

    bob.leaves("phone", 0);
    bob.advance(HOLD);
    assertThat(bob.transitions()).containsExactly("ONLINE AWAY");

    bob.comesBackTo("desk", 1);
    assertThat(bob.transitions()).containsExactly("AWAY ONLINE");
  }

  @Test
  void awayAndThenGoneAreTwoChangesEachAtItsTime() {
    bob.joins("phone", 0);
    bob.goesAway("phone", 0);
    bob.advance(HOLD / 2);
    bob.leaves("phone", 0);
    bob.transitions();
    bob.advance(HOLD - HOLD / 2);
    assertThat(bob.transitions()).containsExactly("ONLINE AWAY");
    bob.advance(HOLD / 2);
    assertThat(bob.transitions()).containsExactly("AWAY OFFLINE");
  }

  @Test
  void lastSeenIsTheNewestTimeAtWhichAnyDeviceWasActive() {
    bob.knows("ann");
    bob.joins("phone", 0);
    bob.joins("desk", 1);
    bob.leaves("phone", 0);
    bob.advance(60_000);
    long deskAway = bob.now();
    bob.goesAway("desk", 1);
    bob.advance(600_000);
    bob.leaves("desk", 1);
    bob.advance(HOLD);
    bob.isWatched(3, "ann");

    assertThat(bob.told(3)).singleElement().matches(status -> status.getLastSeen() == deskAway);
  }

  @Test
  void whoWasThereForAMomentWasThere() {
    bob.joins("phone", 0);
    bob.leaves("phone", 0);
    bob.transitions();
    bob.advance(DEBOUNCE);
    // Came and left within a period of the gateway, which says only the newest.
    bob.device("phone", 1, bob.now() - 2_000, DeviceSignal.State.LEFT, bob.now());
    bob.advance(DEBOUNCE);
    bob.joins("phone", 1);
    assertThat(bob.transitions()).isEmpty();
  }

  @Test
  void anOlderSessionOfTheDeviceEndsNothing() {
    long first = bob.now();
    bob.joins("phone", 0);
    bob.advance(1_000);
    bob.joins("phone", 0);
    bob.device("phone", 0, first, DeviceSignal.State.LEFT, bob.now());
    bob.device("phone", 0, first, DeviceSignal.State.AWAY, bob.now());
    bob.advance(10 * HOLD);

    assertThat(bob.transitions()).containsExactly("OFFLINE ONLINE");
  }

  @Test
  void aLateWordThatSomeoneLeftIsNotBelievedBeforeTheNextIsHeard() {
    bob.joins("phone", 0);
    bob.transitions();
    // The job was down for a minute: what it reads now happened long ago.
    long left = bob.now() + 1_000;
    PersonContext late = bob;
    late.device("phone", 0, bob.now(), DeviceSignal.State.LEFT, left);
    late.device("phone", 1, left + 3_000, DeviceSignal.State.ACTIVE, left + 3_000);
    bob.advance(60_000);

    assertThat(bob.transitions()).isEmpty();
  }

  @Test
  void aClockThatIsAheadLeadsNobodyIntoTheFuture() {
    bob.knows("ann");
    bob.isWatched(3, "ann");
    bob.device("phone", 0, bob.now(), DeviceSignal.State.ACTIVE, bob.now() + 3_600_000);
    bob.device("phone", 0, bob.now(), DeviceSignal.State.LEFT, bob.now() + 3_600_000);
    bob.advance(HOLD);

    assertThat(bob.transitions()).containsExactly("OFFLINE ONLINE", "ONLINE OFFLINE");
    assertThat(bob.told(3)).allMatch(status -> status.getAt() <= bob.now());
  }

  @Test
  void whatIsToldGrowsAlsoWhereClocksDiffer() {
    bob.knows("ann");
    bob.isWatched(3, "ann");
    bob.advance(60_000);
    bob.joins("phone", 0);
    bob.leaves("phone", 0);
    bob.advance(HOLD);
    bob.device("phone", 1, 1, DeviceSignal.State.ACTIVE, 1);

    assertThat(bob.told(3)).extracting(status -> status.getAt()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aPersonAboutWhomNothingIsKnownTakesNoSpace() {
    assertThat(Person.UNKNOWN.toBytes()).isEmpty();
    assertThat(Person.of(new byte[0])).isEqualTo(Person.UNKNOWN);
  }
}
