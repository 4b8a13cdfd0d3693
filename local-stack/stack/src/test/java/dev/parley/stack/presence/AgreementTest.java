package dev.parley.stack.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private final Agreement agreement = new Agreement(List.of("ann", "bob"));

  @Test
  void whoHasNotSeenTheTruthDisagrees() {
    assertThat(agreement.disagreeing()).isEqualTo(2);
    shown("ann", true);
    shown("bob", true);
    assertThat(agreement.disagreeing()).isZero();

    agreement.changes("bob", false);
    assertThat(agreement.disagreeing()).isEqualTo(1);
    shown("bob", false);
    assertThat(agreement.disagreeing()).isZero();
  }

  @Test
  void changesAndWhatWasShownAreCountedApart() {
    shown("bob", true);
    agreement.takeChanges();
    agreement.changes("bob", false);
    shown("bob", false);
    shown("bob", false);
    shown("ann", true);

    assertThat(agreement.takeChanges()).isEqualTo(new Agreement.Changes(1, 2));
    assertThat(agreement.takeChanges()).isEqualTo(new Agreement.Changes(0, 0));
  }

  @Test
  void aChangeIsMeasuredOnceAndGoingWithoutTheDebounce() {
    shown("bob", true);
    agreement.takeStaleness();
    agreement.changes("bob", false);
    shown("bob", false);
    agreement.changes("bob", true);
    shown("bob", true);
    shown("bob", true);

    Agreement.Staleness staleness = agreement.takeStaleness();
    assertThat(staleness.went().messages()).isEqualTo(1);
    assertThat(staleness.went().max()).isZero(); // seen before the debounce was over
    assertThat(staleness.came().messages()).isEqualTo(1);
  }

  private void shown(String user, boolean online) {
    agreement.present("watcher", Presence.newBuilder().setUserId(user).setOnline(online).build());
  }
}
