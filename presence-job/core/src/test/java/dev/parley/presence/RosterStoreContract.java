package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.DeviceSignal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rules expect of whoever keeps a roster. */
public abstract class RosterStoreContract {
  private static final RosterEntry ACTIVE = new RosterEntry(30, 10, DeviceSignal.State.ACTIVE, 20);

  protected abstract RosterStore store();

  @Test
  public void anEmptyOneHasHeardNobody() {
    assertThat(store().incarnation()).isEqualTo(-1);
    assertThat(store().heardAt()).isZero();
    assertThat(store().entries()).isEmpty();
    assertThat(store().get("d/ann/phone")).isEmpty();
  }

  @Test
  public void whatIsPutIsThereUntilItIsRemoved() {
    store().put("d/ann/phone", ACTIVE);
    store().put("w/ann", RosterEntry.watched(7));
    store().setHeard(3, 30);

    assertThat(store().incarnation()).isEqualTo(3);
    assertThat(store().heardAt()).isEqualTo(30);
    assertThat(store().get("d/ann/phone")).contains(ACTIVE);
    assertThat(store().entries())
        .containsExactlyInAnyOrder(
            Map.entry("d/ann/phone", ACTIVE), Map.entry("w/ann", RosterEntry.watched(7)));

    store().remove("d/ann/phone");
    assertThat(store().get("d/ann/phone")).isEmpty();
    assertThat(store().entries()).hasSize(1);
  }

  @Test
  public void entriesMayBeRemovedWhileTheyAreGoneThrough() {
    store().put("d/ann/phone", ACTIVE);
    store().put("d/bob/phone", ACTIVE);

    store().entries().forEach(entry -> store().remove(entry.getKey()));

    assertThat(store().entries()).isEmpty();
  }
}
