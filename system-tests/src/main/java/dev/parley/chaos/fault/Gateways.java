package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.gateway.Gateway;
import java.util.OptionalInt;

/** The addresses that devices use for gateways. */
final class Gateways {
  private Gateways() {}

  /** That of this component; empty if it is no gateway. */
  static String address(Target target, String component) {
    OptionalInt slot = Gateway.slotOf(component);
    return slot.isPresent() ? address(target, slot.getAsInt()) : "";
  }

  static String address(Target target, int slot) {
    return target.gateways().get(slot).getAuthority();
  }
}
