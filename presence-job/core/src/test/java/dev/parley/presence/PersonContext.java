package dev.parley.presence;

import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Bob, as the job keeps him: in bytes between any two signals, with a timer. Times in ms. */
final class PersonContext {
  static final long START = 1_700_000_000_000L;
  static final long INCARNATION = 7;

  private final Set<String> contacts = new HashSet<>();
  private final List<PersonEvent> events = new ArrayList<>();
  private byte[] state = Person.UNKNOWN.toBytes();
  private long now = START;

  long now() {
    return now;
  }

  Person person() {
    return Person.of(state);
  }

  /** Time passes; what is due happens at its time. */
  void advanceTo(long time) {
    OptionalLong due = PresenceRules.deadline(person());
    while (due.isPresent() && due.getAsLong() <= time) {
      now = Math.max(now, due.getAsLong());
      take(PresenceRules.due(Signals.BOB, person(), now));
      due = PresenceRules.deadline(person());
    }
    now = Math.max(now, time);
  }

  void advance(long ms) {
    advanceTo(now + ms);
  }

  void knows(String... users) {
    for (String user : users) {
      signal(PersonSignal.newBuilder().setMet(user));
    }
  }

  void partsFrom(String user) {
    signal(PersonSignal.newBuilder().setParted(user));
  }

  void joins(String device, int gateway) {
    device(device, gateway, now, DeviceSignal.State.ACTIVE, now);
  }

  void leaves(String device, int gateway) {
    device(device, gateway, joinedAt(device, gateway), DeviceSignal.State.LEFT, now);
  }

  void goesAway(String device, int gateway) {
    device(device, gateway, joinedAt(device, gateway), DeviceSignal.State.AWAY, now);
  }

  void comesBackTo(String device, int gateway) {
    device(device, gateway, joinedAt(device, gateway), DeviceSignal.State.ACTIVE, now);
  }

  void device(String device, int gateway, long joinedAt, DeviceSignal.State state, long at) {
    signal(
        Signals.from(gateway, INCARNATION).setDevice(Signals.device(device, joinedAt, state, at)));
  }

  void isWatched(int gateway, String... askers) {
    signal(Signals.from(gateway, INCARNATION).setWatch(Signals.watch(true, askers)));
  }

  void isNoLongerWatched(int gateway) {
    signal(Signals.from(gateway, INCARNATION).setWatch(Signals.watch(false)));
  }

  void chooses(String online, String lastSeen) {
    signal(Signals.from(0, INCARNATION).setVisibility(Signals.visibility(online, lastSeen, now)));
  }

  void types(int gateway) {
    signal(Signals.from(gateway, INCARNATION).setTyping(Signals.typing(true, now)));
  }

  void signal(PersonSignal.Builder signal) {
    take(PresenceRules.decide(Signals.BOB, person(), contacts::contains, signal.build(), now));
  }

  /** Transitions since the last look, as "OFFLINE ONLINE". */
  List<String> transitions() {
    return take(PersonEvent.Changed.class).stream()
        .map(changed -> changed.from() + " " + changed.to())
        .toList();
  }

  List<PresenceStatus> told(int gateway) {
    return signals(gateway).stream()
        .filter(GatewaySignal::hasStatus)
        .map(GatewaySignal::getStatus)
        .toList();
  }

  List<GatewaySignal> signals(int gateway) {
    List<GatewaySignal> signals =
        events.stream()
            .filter(PersonEvent.Told.class::isInstance)
            .map(PersonEvent.Told.class::cast)
            .filter(told -> told.gateway() == gateway)
            .map(PersonEvent.Told::signal)
            .toList();
    events.removeIf(event -> event instanceof PersonEvent.Told told && told.gateway() == gateway);
    return signals;
  }

  <E extends PersonEvent> List<E> take(Class<E> kind) {
    List<E> taken = events.stream().filter(kind::isInstance).map(kind::cast).toList();
    events.removeAll(taken);
    return taken;
  }

  List<PersonEvent> events() {
    List<PersonEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  private long joinedAt(String device, int gateway) {
    return person().leases().stream()
        .filter(lease -> lease.isOf(device, gateway))
        .mapToLong(Lease::joinedAt)
        .findFirst()
        .orElseThrow();
  }

  private void take(PresenceRules.Outcome outcome) {
    state = outcome.person().toBytes();
    events.addAll(outcome.events());
    for (PersonEvent event : outcome.events()) {
      if (event instanceof PersonEvent.Met met) {
        contacts.add(met.peer());
      } else if (event instanceof PersonEvent.Parted parted) {
        contacts.remove(parted.peer());
      }
    }
  }
}
