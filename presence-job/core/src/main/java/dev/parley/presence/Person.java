package dev.parley.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.presence.state.LeaseState;
import dev.parley.presence.state.PersonState;
import dev.parley.presence.state.WatcherState;
import dev.parley.protocol.v1.PresenceStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one person's presence, without their contacts. Immutable.
 *
 * @param lostActiveAt when an active device last left or went away; 0 = never
 * @param lostAllAt when any device last left; 0 = never
 * @param shown what watchers were last told
 * @param lastSeen {@code lostActiveAt} as it was when they were last shown as less than online:
 *     else whoever hides that they are online would be betrayed by it; 0 = never
 * @param at of the cause of what is shown; grows with each change
 * @param chosenAt when the privacy was chosen; 0 = never
 * @param watchers gateways with a device that may see this person: slot to incarnation
 */
public record Person(
    List<Lease> leases,
    long lostActiveAt,
    long lostAllAt,
    Status shown,
    long lastSeen,
    long at,
    Privacy privacy,
    long chosenAt,
    SortedMap<Integer, Long> watchers) {

  public static final Person UNKNOWN =
      new Person(
          List.of(), 0, 0, Status.OFFLINE, 0, 0, Privacy.OPEN, 0, Collections.emptySortedMap());

  public Person {
    leases = List.copyOf(leases);
    watchers = Collections.unmodifiableSortedMap(watchers);
  }

  /** From {@link #toBytes}; own state that doesn't decode is a bug. */
  public static Person of(byte[] bytes) {
    try {
      return of(PersonState.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("unreadable state", e);
    }
  }

  private static Person of(PersonState state) {
    List<Lease> leases = new ArrayList<>(state.getLeasesCount());
    for (LeaseState lease : state.getLeasesList()) {
      leases.add(
          new Lease(
              lease.getDeviceId(),
              lease.getGateway(),
              lease.getIncarnation(),
              lease.getJoinedAt(),
              lease.getActive()));
    }
    SortedMap<Integer, Long> watchers = new TreeMap<>();
    for (WatcherState watcher : state.getWatchersList()) {
      watchers.put(watcher.getGateway(), watcher.getIncarnation());
    }
    return new Person(
        leases,
        state.getLostActiveAt(),
        state.getLostAllAt(),
        Status.of(state.getShown()),
        state.getLastSeen(),
        state.getAt(),
        new Privacy(state.getOnlineHidden(), state.getLastSeenHidden()),
        state.getChosenAt(),
        watchers);
  }

  public byte[] toBytes() {
    PersonState.Builder state =
        PersonState.newBuilder()
            .setLostActiveAt(lostActiveAt)
            .setLostAllAt(lostAllAt)
            .setShown(shown.code())
            .setLastSeen(lastSeen)
            .setAt(at)
            .setOnlineHidden(privacy.onlineHidden())
            .setLastSeenHidden(privacy.lastSeenHidden())
            .setChosenAt(chosenAt);
    for (Lease lease : leases) {
      state.addLeases(
          LeaseState.newBuilder()
              .setDeviceId(lease.device())
              .setGateway(lease.gateway())
              .setIncarnation(lease.incarnation())
              .setJoinedAt(lease.joinedAt())
              .setActive(lease.active()));
    }
    watchers.forEach(
        (gateway, incarnation) ->
            state.addWatchers(
                WatcherState.newBuilder().setGateway(gateway).setIncarnation(incarnation)));
    return state.build().toByteArray();
  }

  boolean isActive() {
    return leases.stream().anyMatch(Lease::active);
  }

  /** How those are to be shown this person who may see them at all. */
  PresenceStatus status(String user) {
    boolean visible = !privacy.onlineHidden();
    PresenceStatus.Builder status =
        PresenceStatus.newBuilder()
            .setUserId(user)
            .setVisible(visible)
            .setOnline(visible && shown != Status.OFFLINE)
            .setAway(visible && shown == Status.AWAY)
            .setAt(at);
    boolean isSeenNow = visible && shown == Status.ONLINE;
    if (!isSeenNow && !privacy.lastSeenHidden() && lastSeen > 0) {
      status.setLastSeen(lastSeen);
    }
    return status.build();
  }

  Person withLeases(List<Lease> next) {
    return new Person(
        next, lostActiveAt, lostAllAt, shown, lastSeen, at, privacy, chosenAt, watchers);
  }

  Person withLost(long activeAt, long allAt) {
    return new Person(leases, activeAt, allAt, shown, lastSeen, at, privacy, chosenAt, watchers);
  }

  Person withShown(Status next, long since) {
    return new Person(
        leases,
        lostActiveAt,
        lostAllAt,
        next,
        next == Status.ONLINE ? lastSeen : lostActiveAt,
        since,
        privacy,
        chosenAt,
        watchers);
  }

  Person withPrivacy(Privacy next, long since) {
    return new Person(
        leases, lostActiveAt, lostAllAt, shown, lastSeen, since, next, chosenAt, watchers);
  }

  Person withChosenAt(long next) {
    return new Person(
        leases, lostActiveAt, lostAllAt, shown, lastSeen, at, privacy, next, watchers);
  }

  Person withWatchers(SortedMap<Integer, Long> next) {
    return new Person(
        leases, lostActiveAt, lostAllAt, shown, lastSeen, at, privacy, chosenAt, next);
  }
}
