package dev.parley.gateway.presence;

import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.VisibilitySignal;
import dev.parley.protocol.v1.WatchSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes records of signals, as few as Kafka takes. */
final class SignalRecords {
  /** Of one record: far below what Kafka takes. */
  static final int ENTRIES_MAX = 2_000;

  private static final int ASKERS_MAX = 500;

  private final int gateway;
  private final long incarnation;
  private final List<PresenceSignals> full = new ArrayList<>();
  private PresenceSignals.Builder current;
  private int entries;

  SignalRecords(int gateway, long incarnation) {
    this.gateway = gateway;
    this.incarnation = incarnation;
    this.current = empty();
  }

  void add(DeviceSignal device) {
    room(1).addDevices(device);
  }

  void add(VisibilitySignal chosen) {
    room(1).addVisibilities(chosen);
  }

  void watch(String user, boolean on) {
    room(1).addWatches(WatchSignal.newBuilder().setUserId(user).setOn(on));
  }

  /** As many may watch one user as a gateway has devices. */
  void ask(String user, Collection<String> askers) {
    List<String> all = List.copyOf(askers);
    for (int from = 0; from < all.size(); from += ASKERS_MAX) {
      List<String> some = all.subList(from, Math.min(all.size(), from + ASKERS_MAX));
      room(1 + some.size())
          .addWatches(WatchSignal.newBuilder().setUserId(user).addAllAskers(some).setOn(true));
    }
  }

  /** What was added; none if that is nothing. */
  List<PresenceSignals> take() {
    if (entries > 0) {
      full.add(current.build());
    }
    return full;
  }

  private PresenceSignals.Builder room(int needed) {
    if (entries + needed > ENTRIES_MAX) {
      full.add(current.build());
      current = empty();
      entries = 0;
    }
    entries += needed;
    return current;
  }

  private PresenceSignals.Builder empty() {
    return PresenceSignals.newBuilder().setGateway(gateway).setIncarnation(incarnation);
  }
}
