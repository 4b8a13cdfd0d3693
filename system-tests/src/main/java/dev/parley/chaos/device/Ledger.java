package dev.parley.chaos.device;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.protocol.id.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Follows a run while it goes on: how much is said, and what is still on its way. */
public final class Ledger implements Recorder {
  private final Map<String, List<DeviceKey>> devicesOf = new HashMap<>();
  private final Map<String, Set<DeviceKey>> undelivered = new HashMap<>();
  private final Map<String, DeviceKey> unaccepted = new HashMap<>();
  private final Map<DeviceKey, Long> positions = new HashMap<>();
  private final Map<String, Long> heads = new TreeMap<>();
  private int said;
  private int accepted;
  private long lastEntryAt = System.nanoTime();

  /** Follows these devices; others that say or see something do not count. */
  public Ledger(Collection<DeviceKey> devices) {
    for (DeviceKey device : devices) {
      devicesOf.merge(device.user(), List.of(device), Ledger::joined);
      positions.put(device, 0L);
    }
  }

  private static List<DeviceKey> joined(List<DeviceKey> some, List<DeviceKey> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Override
  public synchronized void record(Operation operation) {
    if (operation instanceof Operation.Said message) {
      said++;
      unaccepted.put(message.clientMessageId(), new DeviceKey(message.user(), message.device()));
      undelivered.put(message.clientMessageId(), devicesIn(message.conversation()));
    } else if (operation instanceof Operation.Accepted answer) {
      settle(answer.clientMessageId());
    } else if (operation instanceof Operation.Entry entry && positions.containsKey(entry.key())) {
      seen(entry);
    }
  }

  private Set<DeviceKey> devicesIn(String conversation) {
    Set<DeviceKey> devices = new HashSet<>();
    ConversationId.parse(conversation)
        .members()
        .forEach(member -> devices.addAll(devicesOf.getOrDefault(member.value(), List.of())));
    return devices;
  }

  private void settle(String clientMessageId) {
    if (unaccepted.remove(clientMessageId) != null) {
      accepted++;
    }
  }

  private void seen(Operation.Entry entry) {
    lastEntryAt = System.nanoTime();
    positions.merge(entry.key(), entry.position(), Math::max);
    if (entry instanceof Operation.MessageSeen message) {
      if (message.key().equals(unaccepted.get(message.clientMessageId()))) {
        settle(message.clientMessageId()); // the client takes that for accepted, and says no more
      }
      heads.merge(message.conversation(), message.seq(), Math::max);
      undelivered.computeIfPresent(
          message.clientMessageId(),
          (id, missing) -> {
            missing.remove(message.key());
            return missing.isEmpty() ? null : missing;
          });
    }
  }

  public synchronized int said() {
    return said;
  }

  public synchronized int accepted() {
    return accepted;
  }

  /** Messages that a device was given and no gateway has accepted yet. */
  public synchronized int unaccepted() {
    return unaccepted.size();
  }

  /** Messages that some device has not shown yet. */
  public synchronized int undelivered() {
    return undelivered.size();
  }

  /** The highest seq that any device has seen, by conversation. */
  public synchronized Map<String, Long> heads() {
    return Map.copyOf(heads);
  }

  /**
   * All that was said is everywhere, all devices of a user are at one position, and it is quiet.
   */
  public synchronized boolean settled(long quietNs) {
    return undelivered.isEmpty()
        && unaccepted.isEmpty()
        && System.nanoTime() - lastEntryAt >= quietNs
        && devicesOf.values().stream()
            .allMatch(devices -> devices.stream().map(positions::get).distinct().count() == 1);
  }
}
