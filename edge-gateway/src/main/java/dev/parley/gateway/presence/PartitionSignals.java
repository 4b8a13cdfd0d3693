package dev.parley.gateway.presence;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.VisibilitySignal;
import dev.parley.protocol.v1.WatchSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be said of the users of one partition, gathered until it is said: of each device and
 * each watched user only the newest. Everything that holds is said again within minutes, a part in
 * each period. Not safe for use by many threads.
 */
final class PartitionSignals {
  /** So many periods make a round in which everything is said again. */
  static final int ROUND =
      (int) ProtocolLimits.PRESENCE_RESTATED.dividedBy(ProtocolLimits.PRESENCE_PERIOD);

  private final List<Map<String, DeviceSignal>> present = new ArrayList<>();
  private final List<Set<String>> watched = new ArrayList<>();
  private final Map<String, DeviceSignal> devices = new LinkedHashMap<>();
  private final Map<String, Set<String>> asks = new LinkedHashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();

  /** Watched users of whom the job may know it: of no others must it hear that it ended. */
  private final Set<String> said = new HashSet<>();

  private final Map<String, VisibilitySignal> visibilities = new LinkedHashMap<>();
  private int round;

  PartitionSignals() {
    for (int i = 0; i < ROUND; i++) {
      present.add(new LinkedHashMap<>());
      watched.add(new LinkedHashSet<>());
    }
  }

  /** The device is here: a new session, or another state of it. */
  void here(DeviceSignal device) {
    String key = key(device);
    present.get(bucket(device.getUserId())).put(key, device);
    devices.put(key, device);
  }

  /** Ends that session of the device; a newer one is none of its business. */
  void left(DeviceSignal device) {
    String key = key(device);
    Map<String, DeviceSignal> bucket = present.get(bucket(device.getUserId()));
    DeviceSignal known = bucket.get(key);
    if (known != null && known.getJoinedAt() == device.getJoinedAt()) {
      bucket.remove(key);
      boolean wasActive = known.getState() == DeviceSignal.State.ACTIVE;
      devices.put(
          key,
          device.toBuilder().setState(DeviceSignal.State.LEFT).setWasActive(wasActive).build());
    }
  }

  void ask(String user, String asker) {
    watched.get(bucket(user)).add(user);
    if (ended.remove(user)) {
      said.add(user); // the job was not told that it had ended
    }
    asks.computeIfAbsent(user, u -> new LinkedHashSet<>()).add(asker);
  }

  void endWatch(String user) {
    watched.get(bucket(user)).remove(user);
    asks.remove(user);
    if (said.remove(user)) {
      ended.add(user);
    }
  }

  void choose(VisibilitySignal chosen) {
    visibilities.put(chosen.getUserId(), chosen);
  }

  /** Everything that holds is to be said in the next period: it may have been forgotten. */
  void sayAllAgain() {
    present.forEach(devices::putAll);
  }

  int devices() {
    return present.stream().mapToInt(Map::size).sum();
  }

  /** What is to be said now. It counts as said unless {@link #again} gives it back. */
  List<PresenceSignals> take(SignalRecords records) {
    present.get(round).forEach(devices::putIfAbsent);
    devices.values().forEach(records::add);
    asks.forEach(records::ask);
    watched.get(round).stream()
        .filter(user -> !asks.containsKey(user))
        .forEach(user -> records.watch(user, true));
    said.addAll(asks.keySet());
    ended.forEach(user -> records.watch(user, false));
    visibilities.values().forEach(records::add);
    devices.clear();
    asks.clear();
    ended.clear();
    visibilities.clear();
    round = (round + 1) % ROUND;
    return records.take();
  }

  /** It did not get through. What has changed since then counts more. */
  void again(PresenceSignals lost) {
    for (DeviceSignal device : lost.getDevicesList()) {
      String key = key(device);
      DeviceSignal known = present.get(bucket(device.getUserId())).get(key);
      boolean hasLeft = device.getState() == DeviceSignal.State.LEFT;
      if (hasLeft == (known == null)) {
        devices.putIfAbsent(key, known == null ? device : known);
      }
    }
    for (WatchSignal watch : lost.getWatchesList()) {
      String user = watch.getUserId();
      boolean isWatched = watched.get(bucket(user)).contains(user);
      if (!watch.getOn() && !isWatched) {
        ended.add(user);
      } else if (watch.getOn() && isWatched) {
        watch.getAskersList().forEach(asker -> ask(user, asker));
      }
    }
    lost.getVisibilitiesList()
        .forEach(chosen -> visibilities.putIfAbsent(chosen.getUserId(), chosen));
  }

  private static int bucket(String user) {
    return Math.floorMod(user.hashCode() / Topics.PRESENCE_SIGNALS.partitions(), ROUND);
  }

  private static String key(DeviceSignal device) {
    return device.getUserId() + "/" + device.getDeviceId();
  }
}
