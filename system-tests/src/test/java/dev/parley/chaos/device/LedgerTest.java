package dev.parley.chaos.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Said;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger =
      new Ledger(List.of(new DeviceKey("ann", "phone"), new DeviceKey("bob", "web")));

  @Test
  void aMessageIsOnItsWayUntilEveryDeviceOfBothMembersHasIt() {
    ledger.record(new Said(1, "ann", "phone", "d:ann:bob", "id", 5));
    ledger.record(new Accepted(2, "ann", "phone", 1, "id"));
    assertThat(ledger.unaccepted()).isZero();
    seen("ann", "phone");
    assertThat(ledger.undelivered()).isEqualTo(1);
    assertThat(ledger.settled(0)).isFalse();
    seen("bob", "web");
    assertThat(ledger.undelivered()).isZero();
    assertThat(ledger.settled(0)).isTrue();
    assertThat(ledger.heads()).containsOnly(Map.entry("d:ann:bob", 1L));
  }

  @Test
  void theSendersOwnUpdateProvesThatItWasAccepted() {
    ledger.record(new Said(1, "ann", "phone", "d:ann:bob", "id", 5));
    seen("bob", "web");
    assertThat(ledger.unaccepted()).isEqualTo(1);
    assertThat(ledger.settled(0)).isFalse();
    seen("ann", "phone");
    assertThat(ledger.unaccepted()).isZero();
    assertThat(ledger.settled(0)).isTrue();
  }

  @Test
  void itIsNotSettledWhileThereIsStillSomethingComing() {
    assertThat(ledger.settled(Long.MAX_VALUE)).isFalse();
    assertThat(ledger.settled(0)).isTrue();
  }

  @Test
  void devicesItDoesNotFollowChangeNothing() {
    ledger.record(new Said(1, "ann", "phone", "d:ann:bob", "id", 5));
    seen("ann", "new");
    seen("ann", "phone");
    assertThat(ledger.undelivered()).isEqualTo(1);
  }

  @Test
  void whatEveryDeviceHasMayComeAgain() {
    ledger.record(new Said(1, "ann", "phone", "d:ann:bob", "id", 5));
    seen("ann", "phone");
    seen("bob", "web");
    seen("bob", "web");
    assertThat(ledger.settled(0)).isTrue();
  }

  private void seen(String user, String device) {
    ledger.record(new MessageSeen(3, user, device, 1, 1, "d:ann:bob", 1, "ann", "id", 5, 0));
  }
}
