package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;

/** The gateways as components. */
final class Gateways {
  private static final String PREFIX = "gateway-";

  private Gateways() {}

  static String name(int slot) {
    return PREFIX + slot;
  }

  /** The address that devices use for this component; empty if it is no gateway. */
  static String address(Target target, String component) {
    return component.startsWith(PREFIX)
        ? address(target, Integer.parseInt(component.substring(PREFIX.length())))
        : "";
  }

  static String address(Target target, int slot) {
    return target.gateways().get(slot).getAuthority();
  }
}
