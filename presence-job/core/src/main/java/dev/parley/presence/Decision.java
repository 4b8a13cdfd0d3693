package dev.parley.presence;

import dev.parley.presence.PersonEvent.Changed;
import dev.parley.presence.PersonEvent.Denied;
import dev.parley.presence.PersonEvent.Met;
import dev.parley.presence.PersonEvent.Noted;
import dev.parley.presence.PersonEvent.Parted;
import dev.parley.presence.PersonEvent.Suppressed;
import dev.parley.presence.PersonEvent.Told;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.TypingRoutes;
import dev.parley.protocol.v1.VisibilitySignal;
import dev.parley.protocol.v1.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One signal, or look at the time, on its way through the rules. */
final class Decision {
  private final String user;
  private final Person before;
  private final long now;
  private final List<PersonEvent> events = new ArrayList<>();
  private Person person;

  Decision(String user, Person person, long now) {
    this.user = user;
    this.before = person;
    this.now = now;
    this.person = person;
  }

  PresenceRules.Outcome outcome() {
    return new PresenceRules.Outcome(person, events);
  }

  void device(PersonSignal signal) {
    DeviceSignal said = signal.getDevice();
    Lease lease =
        new Lease(
            said.getDeviceId(),
            signal.getGateway(),
            signal.getIncarnation(),
            said.getJoinedAt(),
            said.getState() == DeviceSignal.State.ACTIVE);
    Optional<Lease> known =
        person.leases().stream()
            .filter(other -> other.isOf(lease.device(), lease.gateway()))
            .findFirst();
    if (said.getState() == DeviceSignal.State.LEFT) {
      if (known.filter(held -> !held.isSameSession(lease)).isEmpty()) {
        end(
            known.orElse(lease),
            known.map(Lease::active).orElse(said.getWasActive()),
            said.getAt());
      }
    } else if (known.filter(lease::isOlderThan).isEmpty()) {
      renew(lease, said.getAt());
      if (known.filter(lease::isSameSession).isEmpty() && !person.privacy().equals(Privacy.OPEN)) {
        tell(signal.getGateway(), signal.getIncarnation(), ownVisibility(person.at()));
      }
    }
    rise(said.getAt());
  }

  private void renew(Lease lease, long cause) {
    boolean wasActive =
        person.leases().stream()
            .anyMatch(other -> other.active() && other.isOf(lease.device(), lease.gateway()));
    List<Lease> leases = without(lease);
    leases.add(lease);
    person = person.withLeases(leases);
    if (wasActive && !lease.active()) {
      lost(cause, person.lostAllAt());
    }
  }

  private void end(Lease lease, boolean wasActive, long cause) {
    person = person.withLeases(without(lease));
    lost(wasActive ? cause : person.lostActiveAt(), cause);
  }

  private List<Lease> without(Lease lease) {
    List<Lease> leases = new ArrayList<>(person.leases());
    leases.removeIf(other -> other.isOf(lease.device(), lease.gateway()));
    return leases;
  }

  /**
   * The newest of all counts, also if it is heard before an older one; and no clock of a gateway
   * leads into the future.
   */
  private void lost(long activeAt, long allAt) {
    person =
        person.withLost(
            Math.max(Math.min(activeAt, now), person.lostActiveAt()),
            Math.max(Math.min(allAt, now), person.lostAllAt()));
  }

  private void rise(long cause) {
    Status status = PresenceRules.statusAt(person, now);
    if (status.compareTo(person.shown()) > 0) {
      change(status, Math.min(cause, now));
    } else if (PresenceRules.deadline(before).isPresent()
        && PresenceRules.deadline(person).isEmpty()) {
      events.add(new Suppressed());
    }
  }

  void fall() {
    Status status = PresenceRules.statusAt(person, now);
    if (status.compareTo(person.shown()) < 0) {
      change(status, status == Status.OFFLINE ? person.lostAllAt() : person.lostActiveAt());
    }
  }

  void reassure() {
    person = person.withShown(person.shown(), nextAt(now));
    tellAll(person.status(user));
  }

  private void change(Status next, long cause) {
    Status from = person.shown();
    person = person.withShown(next, nextAt(cause));
    int told = tellIfOtherwise();
    events.add(new Changed(from, next, now - cause, told));
  }

  void watch(PersonSignal signal, Predicate<String> contacts) {
    WatchSignal said = signal.getWatch();
    SortedMap<Integer, Long> watchers = new TreeMap<>(person.watchers());
    if (!said.getOn()) {
      watchers.computeIfPresent(
          signal.getGateway(),
          (gateway, incarnation) -> incarnation <= signal.getIncarnation() ? null : incarnation);
      person = person.withWatchers(watchers);
      return;
    }
    Map<Boolean, List<String>> askers =
        said.getAskersList().stream().collect(Collectors.partitioningBy(contacts));
    List<String> granted = Objects.requireNonNull(askers.get(true));
    List<String> denied = Objects.requireNonNull(askers.get(false));
    // Also to strangers alone: the gateway may not have heard that they were parted, or have found
    // them in the cache.
    PresenceStatus status =
        person.status(user).toBuilder().addAllGranted(granted).addAllRevoked(denied).build();
    tell(signal.getGateway(), signal.getIncarnation(), status(status));
    if (!denied.isEmpty()) {
      events.add(new Denied(denied.size()));
    }
    // Without askers it is said again by a gateway that was granted it before.
    if (!granted.isEmpty() || said.getAskersCount() == 0) {
      watchers.merge(signal.getGateway(), signal.getIncarnation(), Math::max);
      person = person.withWatchers(watchers);
      events.add(new Noted(status));
    }
  }

  void visibility(VisibilitySignal said) {
    Privacy next = Privacy.of(said.getVisibility());
    long chosenAt = Math.min(said.getAt(), now);
    // A gateway may say late what another, or itself, has been told otherwise since.
    boolean isNewest = chosenAt >= person.chosenAt();
    if (isNewest) {
      person = person.withChosenAt(chosenAt);
    }
    if (isNewest && !next.equals(person.privacy())) {
      person = person.withPrivacy(next, nextAt(chosenAt));
      tellIfOtherwise();
    }
    // Said again as well: the device that asked waits for it.
    SortedMap<Integer, Long> own = new TreeMap<>();
    person.leases().forEach(lease -> own.merge(lease.gateway(), lease.incarnation(), Math::max));
    own.forEach((gateway, incarnation) -> tell(gateway, incarnation, ownVisibility(person.at())));
  }

  /** On to the others who see it; the gateway where it was typed tells its own devices itself. */
  void typing(PersonSignal signal) {
    TypingRoutes.Builder routes = TypingRoutes.newBuilder().setUserId(user);
    if (!person.privacy().onlineHidden()) {
      person
          .watchers()
          .forEach(
              (gateway, incarnation) -> {
                if (gateway != signal.getGateway()) {
                  routes.addGateways(gateway);
                  tell(
                      gateway,
                      incarnation,
                      GatewaySignal.newBuilder().setTyping(signal.getTyping()));
                }
              });
    }
    tell(
        signal.getGateway(), signal.getIncarnation(), GatewaySignal.newBuilder().setRoutes(routes));
  }

  void met(String peer, Predicate<String> contacts) {
    if (!contacts.test(peer)) {
      events.add(new Met(peer));
    }
  }

  /** Whether it is that peer who watches, the gateways know. */
  void parted(String peer, Predicate<String> contacts) {
    if (contacts.test(peer)) {
      events.add(new Parted(peer));
      tellAll(person.status(user).toBuilder().addRevoked(peer).build());
    }
  }

  /** How many gateways had to hear of it: none, if what they may see is the same as before. */
  private int tellIfOtherwise() {
    PresenceStatus status = person.status(user);
    PresenceStatus former = before.status(user).toBuilder().setAt(status.getAt()).build();
    if (status.equals(former)) {
      return 0;
    }
    tellAll(status);
    return person.watchers().size();
  }

  private void tellAll(PresenceStatus status) {
    person.watchers().forEach((gateway, incarnation) -> tell(gateway, incarnation, status(status)));
    events.add(new Noted(status));
  }

  private void tell(int gateway, long incarnation, GatewaySignal.Builder signal) {
    events.add(new Told(gateway, signal.setIncarnation(incarnation).build()));
  }

  private static GatewaySignal.Builder status(PresenceStatus status) {
    return GatewaySignal.newBuilder().setStatus(status);
  }

  private GatewaySignal.Builder ownVisibility(long at) {
    return GatewaySignal.newBuilder()
        .setVisibility(
            VisibilitySignal.newBuilder()
                .setUserId(user)
                .setVisibility(person.privacy().visibility())
                .setAt(at));
  }

  /** Grows also where clocks differ: so whoever hears of changes twice or late can tell. */
  private long nextAt(long cause) {
    return Math.max(cause, person.at() + 1);
  }
}
