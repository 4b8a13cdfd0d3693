package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivacyTest {
  private static final int HIS = 0;
  private static final int OTHER = 3;

  private final PersonContext bob = new PersonContext();

  @BeforeEach
  void annIsAContact() {
    bob.knows("ann");
    bob.events();
  }

  @Test
  void aContactHearsTheStatusAndEveryChange() {
    bob.joins("phone", HIS);
    bob.isWatched(OTHER, "ann");
    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getOnline()).isTrue();
              assertThat(status.getGrantedList()).containsExactly("ann");
            });

    bob.advance(60_000);
    bob.leaves("phone", HIS);
    long left = bob.now();
    bob.advance(PresenceRules.HOLD_MS);
    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getOnline()).isFalse();
              assertThat(status.getLastSeen()).isEqualTo(left);
              assertThat(status.getAt()).isEqualTo(left);
            });
  }

  @Test
  void aStrangerHasNoRightAndIsNotRemembered() {
    bob.joins("phone", HIS);
    bob.events();
    bob.isWatched(OTHER, "eve", "mallory");

    assertThat(bob.take(PersonEvent.Denied.class)).containsExactly(new PersonEvent.Denied(2));
    assertThat(bob.take(PersonEvent.Noted.class)).isEmpty();
    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getGrantedList()).isEmpty();
              assertThat(status.getRevokedList()).containsExactly("eve", "mallory");
            });
    assertThat(bob.person().watchers()).isEmpty();
  }

  @Test
  void anOlderChoiceThatIsSaidLateChangesNothing() {
    bob.joins("phone", HIS);
    bob.isWatched(OTHER, "ann");
    long before = bob.now();
    bob.advance(1_000);
    bob.chooses("nobody", "nobody");
    bob.events();
    bob.signal(
        Signals.from(1, PersonContext.INCARNATION)
            .setVisibility(Signals.visibility("contacts", "contacts", before)));

    assertThat(bob.told(OTHER)).isEmpty();
    assertThat(bob.person().privacy().onlineHidden()).isTrue();
    assertThat(bob.signals(HIS))
        .singleElement()
        .satisfies(
            signal ->
                assertThat(signal.getVisibility().getVisibility().getOnline()).isEqualTo("nobody"));
  }

  @Test
  void whoeverWasAStrangerMayAskAgainOnceTheyHaveTalked() {
    bob.isWatched(OTHER, "eve");
    bob.told(OTHER);
    bob.knows("eve");
    bob.isWatched(OTHER, "eve");

    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(status -> assertThat(status.getGrantedList()).containsExactly("eve"));
  }

  @Test
  void whoeverIsBlockedIsAStrangerAgain() {
    bob.joins("phone", HIS);
    bob.isWatched(OTHER, "ann");
    bob.told(OTHER);
    bob.partsFrom("ann");

    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(status -> assertThat(status.getRevokedList()).containsExactly("ann"));
    bob.events();
    bob.isWatched(OTHER, "ann");
    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(status -> assertThat(status.getRevokedList()).containsExactly("ann"));

    bob.knows("ann");
    bob.isWatched(OTHER, "ann");
    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(status -> assertThat(status.getGrantedList()).containsExactly("ann"));
  }

  @Test
  void aStrangerCantBecomeMoreOfAStranger() {
    bob.isWatched(OTHER, "ann");
    bob.events();
    bob.partsFrom("eve");

    assertThat(bob.events()).isEmpty();
  }

  @Test
  void aPersonWhoHidesIsShownAsOneWhoIsNotThere() {
    bob.joins("phone", HIS);
    bob.isWatched(OTHER, "ann");
    bob.told(OTHER);
    bob.chooses("nobody", "nobody");

    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(status -> assertThat(bare(status)).isEqualTo(stranger()));
    bob.leaves("phone", HIS);
    bob.advance(PresenceRules.HOLD_MS);
    bob.joins("phone", HIS);
    assertThat(bob.told(OTHER)).isEmpty();
  }

  @Test
  void lastSeenIsHiddenApartFromOnline() {
    bob.joins("phone", HIS);
    bob.isWatched(OTHER, "ann");
    bob.chooses("contacts", "nobody");
    bob.leaves("phone", HIS);
    bob.advance(PresenceRules.HOLD_MS);
    bob.joins("phone", HIS);

    assertThat(bob.told(OTHER))
        .extracting(PresenceStatus::getOnline, PresenceStatus::hasLastSeen)
        .containsExactly(tuple(true, false), tuple(false, false), tuple(true, false));
  }

  @Test
  void whoeverHidesOnlyOnlineIsSeenWhenTheyHaveGoneAndNotBefore() {
    bob.chooses("nobody", "contacts");
    bob.isWatched(OTHER, "ann");
    bob.joins("phone", HIS);
    bob.told(OTHER);
    bob.advance(60_000);
    bob.leaves("phone", HIS);
    long left = bob.now();
    bob.advance(PresenceRules.HOLD_MS);

    assertThat(bob.told(OTHER))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getOnline()).isFalse();
              assertThat(status.getLastSeen()).isEqualTo(left);
            });
  }

  @Test
  void theUsersOwnDevicesHearOfTheSetting() {
    bob.joins("phone", HIS);
    bob.joins("desk", 1);
    bob.chooses("nobody", "contacts");
    assertThat(bob.signals(HIS)).anyMatch(GatewaySignal::hasVisibility);
    assertThat(bob.signals(1)).anyMatch(GatewaySignal::hasVisibility);

    bob.joins("tablet", 2);
    assertThat(bob.signals(2))
        .singleElement()
        .satisfies(
            signal ->
                assertThat(signal.getVisibility().getVisibility().getOnline()).isEqualTo("nobody"));
  }

  @Test
  void typingGoesToTheOthersWhoSeeItAndTheGatewayLearnsWhere() {
    bob.joins("phone", HIS);
    bob.isWatched(HIS, "ann");
    bob.isWatched(OTHER, "ann");
    bob.events();
    bob.types(HIS);

    assertThat(bob.signals(OTHER)).singleElement().matches(GatewaySignal::hasTyping);
    assertThat(bob.signals(HIS))
        .singleElement()
        .satisfies(
            signal -> assertThat(signal.getRoutes().getGatewaysList()).containsExactly(OTHER));
  }

  @Test
  void aHiddenPersonsTypingGoesNowhere() {
    bob.isWatched(OTHER, "ann");
    bob.chooses("nobody", "contacts");
    bob.events();
    bob.types(HIS);

    assertThat(bob.signals(OTHER)).isEmpty();
    assertThat(bob.signals(HIS))
        .singleElement()
        .satisfies(signal -> assertThat(signal.getRoutes().getGatewaysList()).isEmpty());
  }

  @Test
  void aGatewayThatNoLongerWatchesHearsNothing() {
    bob.isWatched(OTHER, "ann");
    bob.told(OTHER);
    bob.isNoLongerWatched(OTHER);
    bob.joins("phone", HIS);

    assertThat(bob.told(OTHER)).isEmpty();
  }

  private static PresenceStatus bare(PresenceStatus status) {
    return status.toBuilder().clearAt().build();
  }

  /** What is shown of somebody who doesn't exist. */
  private static PresenceStatus stranger() {
    return PresenceStatus.newBuilder().setUserId(Signals.BOB).build();
  }
}
