package dev.parley.stack.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Presence;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final ConnectionState ONLINE =
      new ConnectionState.Online(URI.create("ws://gateway"), "bob", "s-1");
  private static final ConnectionState GONE = new ConnectionState.Closed(1000, "");

  private final Agreement agreement = new Agreement(List.of("ann", "bob"));

  @Test
  void onlyWhatTurnsOverIsATransition() {
    shown("bob", true);
    shown("bob", true);
    shown("bob", false);

    assertThat(agreement.takeChanges()).isEqualTo(new Agreement.Changes(0, 2));
    assertThat(agreement.takeChanges()).isEqualTo(new Agreement.Changes(0, 0));
  }

  @Test
  void whoIsBackSoonMadeNoChange() {
    agreement.changed("bob", ONLINE);
    shown("bob", true);
    agreement.changed("bob", GONE);
    agreement.changed("bob", ONLINE);

    assertThat(agreement.takeChanges().real()).isZero();
    assertThat(agreement.takeStaleness().came().messages()).isZero();
  }

  @Test
  void goingIsMeasuredWithoutTheDebounce() {
    agreement.changed("bob", ONLINE);
    shown("bob", true);
    agreement.changed("bob", GONE);
    shown("bob", false);

    Agreement.Staleness staleness = agreement.takeStaleness();
    assertThat(staleness.went().messages()).isEqualTo(1);
    assertThat(staleness.went().max()).isZero(); // seen before the debounce was over
  }

  @Test
  void nobodyIsMistakenBeforeTheyCouldKnow() {
    agreement.changed("ann", ONLINE);
    agreement.changed("bob", ONLINE);

    assertThat(agreement.disagreeing()).isZero();
  }

  private void shown(String user, boolean online) {
    agreement.present("watcher", Presence.newBuilder().setUserId(user).setOnline(online).build());
  }
}
