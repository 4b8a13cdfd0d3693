package dev.parley.presence.job;

import dev.parley.delivery.Gateway;
import dev.parley.delivery.GatewayAddress;
import dev.parley.delivery.GatewayDirectory;
import java.util.Map;
import java.util.TreeMap;

/** Which gateways one word of the topic showed to be dead. */
record Deaths(Map<Integer, Gateway> bySlot) {

  static Deaths between(GatewayDirectory before, GatewayDirectory after) {
    Map<Integer, Gateway> dead = new TreeMap<>();
    before
        .bySlot()
        .forEach(
            (slot, gateway) -> {
              GatewayAddress address = new GatewayAddress(slot, gateway.incarnation());
              if (!before.isDead(address) && after.isDead(address)) {
                dead.put(slot, gateway);
              }
            });
    return new Deaths(dead);
  }

  boolean isEmpty() {
    return bySlot.isEmpty();
  }

  /** A successor may have spoken to the roster already: that one lives. */
  boolean include(int slot, long incarnation) {
    Gateway dead = bySlot.get(slot);
    return dead != null && incarnation <= dead.incarnation();
  }

  long lastLived(int slot) {
    Gateway dead = bySlot.get(slot);
    return dead == null ? 0 : dead.lastSeen();
  }
}
