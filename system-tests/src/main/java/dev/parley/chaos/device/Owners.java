package dev.parley.chaos.device;

import dev.parley.chaos.history.DeviceKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells whose connection it is from the device id in its hello. */
final class Owners {
  private final Map<String, Owner> byDeviceId = new ConcurrentHashMap<>();

  /** A device, and how many connections it has had. */
  record Owner(DeviceKey device, AtomicInteger sessions) {}

  void add(DeviceKey device) {
    byDeviceId.put(device.device(), new Owner(device, new AtomicInteger()));
  }

  Owner of(String deviceId) {
    return Objects.requireNonNull(byDeviceId.get(deviceId), deviceId);
  }
}
