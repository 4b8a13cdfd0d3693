package dev.parley.presence;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a gateway says into what persons have to hear of. What is only said again ends here,
 * so a person's state is touched by changes alone; and when the gateway is dead, everything that it
 * said ends here as well.
 */
public final class RosterRules {
  /** Whatever wasn't said again for so long is over: the word that it ended was lost. */
  public static final Duration LEASE = ProtocolLimits.PRESENCE_RESTATED.multipliedBy(3);

  private static final String DEVICE = "d/";
  private static final String WATCHED = "w/";

  private RosterRules() {}

  /** For one person. */
  public record Addressed(String user, PersonSignal signal) {}

  /**
   * What of a batch is news.
   *
   * @param now when the log took the batch
   */
  public static List<Addressed> heard(RosterStore store, PresenceSignals batch, long now) {
    if (batch.getIncarnation() < store.incarnation()) {
      return List.of(); // a fenced process that doesn't know it yet
    }
    List<Addressed> passed = new ArrayList<>();
    if (batch.getIncarnation() > store.incarnation()) {
      passed.addAll(lost(store, batch.getGateway(), store.heardAt()));
    }
    store.setHeard(batch.getIncarnation(), now);
    for (DeviceSignal device : batch.getDevicesList()) {
      if (isNews(store, device, now)) {
        passed.add(new Addressed(device.getUserId(), from(batch).setDevice(device).build()));
      }
    }
    for (WatchSignal watch : batch.getWatchesList()) {
      if (isNews(store, watch, now)) {
        passed.add(new Addressed(watch.getUserId(), from(batch).setWatch(watch).build()));
      }
    }
    batch
        .getVisibilitiesList()
        .forEach(
            chosen ->
                passed.add(
                    new Addressed(chosen.getUserId(), from(batch).setVisibility(chosen).build())));
    batch
        .getTypingList()
        .forEach(
            typing ->
                passed.add(
                    new Addressed(typing.getUserId(), from(batch).setTyping(typing).build())));
    return passed;
  }

  /**
   * The gateway is dead: nothing that it said holds any more.
   *
   * @param cause when it last lived
   */
  public static List<Addressed> lost(RosterStore store, int gateway, long cause) {
    return end(store, gateway, Long.MAX_VALUE, Optional.of(cause));
  }

  /** Ends what wasn't said again for a long time. */
  public static List<Addressed> expire(RosterStore store, int gateway, long now) {
    return end(store, gateway, now - LEASE.toMillis(), Optional.empty());
  }

  private static List<Addressed> end(
      RosterStore store, int gateway, long heardBefore, Optional<Long> cause) {
    List<Addressed> ended = new ArrayList<>();
    for (Map.Entry<String, RosterEntry> known : store.entries()) {
      RosterEntry entry = known.getValue();
      if (entry.heardAt() < heardBefore) {
        store.remove(known.getKey());
        ended.add(
            ended(
                known.getKey(),
                entry,
                PersonSignal.newBuilder().setGateway(gateway).setIncarnation(store.incarnation()),
                cause.orElse(entry.heardAt())));
      }
    }
    return ended;
  }

  private static Addressed ended(
      String key, RosterEntry entry, PersonSignal.Builder signal, long cause) {
    String[] parts = key.split("/", -1);
    String user = parts[1];
    if (key.startsWith(WATCHED)) {
      WatchSignal off = WatchSignal.newBuilder().setUserId(user).setOn(false).build();
      return new Addressed(user, signal.setWatch(off).build());
    }
    DeviceSignal left =
        DeviceSignal.newBuilder()
            .setUserId(user)
            .setDeviceId(parts[2])
            .setJoinedAt(entry.joinedAt())
            .setState(DeviceSignal.State.LEFT)
            .setWasActive(entry.state() == DeviceSignal.State.ACTIVE)
            .setAt(cause)
            .build();
    return new Addressed(user, signal.setDevice(left).build());
  }

  private static boolean isNews(RosterStore store, DeviceSignal device, long now) {
    String key = DEVICE + device.getUserId() + "/" + device.getDeviceId();
    Optional<RosterEntry> known = store.get(key);
    RosterEntry said = RosterEntry.of(device, now);
    if (device.getState() != DeviceSignal.State.LEFT) {
      store.put(key, said);
      return known.filter(said::saysTheSameAs).isEmpty();
    }
    boolean ends = known.filter(entry -> entry.joinedAt() == device.getJoinedAt()).isPresent();
    if (ends) {
      store.remove(key);
    }
    // One that came and left within a period is not known, and was there all the same.
    return ends || known.isEmpty();
  }

  private static boolean isNews(RosterStore store, WatchSignal watch, long now) {
    String key = WATCHED + watch.getUserId();
    boolean known = store.get(key).isPresent();
    if (watch.getOn()) {
      store.put(key, RosterEntry.watched(now));
      return !known || watch.getAskersCount() > 0;
    }
    store.remove(key);
    return known;
  }

  private static PersonSignal.Builder from(PresenceSignals batch) {
    return PersonSignal.newBuilder()
        .setGateway(batch.getGateway())
        .setIncarnation(batch.getIncarnation());
  }
}
