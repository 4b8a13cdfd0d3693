package dev.parley.delivery;

import dev.parley.protocol.id.DeviceId;

/**
 * A connected device.
 *
 * @param heldAt the position this session waits for, because it has more than the feed numbers so
 *     far; 0 = it doesn't wait
 * @param firstHeard the time of the record that it was first heard of with; 0 = state of a version
 *     that did not keep it
 */
public record Session(
    String id, DeviceId device, GatewayAddress gateway, long heldAt, long firstHeard) {

  public static Session of(String id, DeviceId device, GatewayAddress gateway) {
    return new Session(id, device, gateway, 0, 0);
  }

  Session heardFirst(long time) {
    return new Session(id, device, gateway, heldAt, time);
  }

  /**
   * After a crash the feed is numbered again from the last checkpoint on, so a device can be ahead
   * of it for a moment, with positions it really got.
   */
  Session held(long position) {
    return new Session(id, device, gateway, position, firstHeard);
  }

  Session released() {
    return new Session(id, device, gateway, 0, firstHeard);
  }

  public boolean isHeld() {
    return heldAt > 0;
  }

  boolean isOlderOneOf(Session newer) {
    return device.equals(newer.device) && !id.equals(newer.id);
  }
}
