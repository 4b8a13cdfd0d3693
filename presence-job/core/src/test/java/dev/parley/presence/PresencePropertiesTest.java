package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.RosterRules.Addressed;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Devices that come and go at any times, on gateways that speak once in a period and may die. */
class PresencePropertiesTest {
  private static final long START = PersonContext.START;
  private static final long PERIOD = ProtocolLimits.PRESENCE_PERIOD.toMillis();

  /** So long it takes from a gateway to here. */
  private static final long ON_ITS_WAY = 500;

  private static final long DEBOUNCE = PresenceRules.DEBOUNCE.toMillis();
  private static final long NOTICED_AFTER = 12_000;
  private static final long NEVER = Long.MAX_VALUE / 2;
  private static final int GATEWAYS = 3;

  /** Of gateway 0. */
  private static final long DEATH = 60_000;

  /** A device is there from {@code from} on, for a while. */
  record Stay(int device, int gateway, long from, long until) {}

  @Provide
  Arbitrary<List<Stay>> stays() {
    Arbitrary<Stay> stay =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, GATEWAYS - 1),
                Arbitraries.longs().between(0, 200_000),
                Arbitraries.longs().between(500, 40_000))
            .as((device, gateway, from, lasts) -> new Stay(device, gateway, from, from + lasts));
    return stay.list().ofMinSize(1).ofMaxSize(12);
  }

  @Property(tries = 500)
  void thereIsAtMostOneTransitionForEachRealChangeAndTheEndIsTrue(
      @ForAll("stays") List<Stay> stays) {
    World world = new World(1);
    world.play(stays, NEVER);

    assertThat(world.falls()).isEqualTo(world.rises());
    assertThat(world.falls()).isLessThanOrEqualTo(stretches(stays, DEBOUNCE));
    assertThat(world.falls()).isGreaterThanOrEqualTo(stretches(stays, DEBOUNCE + 2 * PERIOD));
    assertThat(world.bob.person().leases()).isEmpty();
  }

  @Property(tries = 200)
  void whatIsSaidTwiceChangesNothing(@ForAll("stays") List<Stay> stays) {
    World once = new World(1);
    once.play(stays, NEVER);
    World twice = new World(2);
    twice.play(stays, NEVER);

    assertThat(twice.transitions).isEqualTo(once.transitions);
    assertThat(twice.bob.person()).isEqualTo(once.bob.person());
  }

  @Property(tries = 200)
  void aGatewayThatDiesTakesItsDevicesOffline(@ForAll("stays") List<Stay> stays) {
    World world = new World(1);
    world.play(stays, START + DEATH);

    assertThat(world.bob.person().leases()).isEmpty();
    assertThat(world.bob.person().shown()).isEqualTo(Status.OFFLINE);
    assertThat(world.falls()).isEqualTo(world.rises());
    assertThat(world.falls()).isLessThanOrEqualTo(stretches(cutByDeath(stays), DEBOUNCE));
  }

  private static List<Stay> cutByDeath(List<Stay> stays) {
    return stays.stream()
        .filter(stay -> stay.gateway() != 0 || stay.from() <= DEATH)
        .map(
            stay ->
                stay.gateway() != 0
                    ? stay
                    : new Stay(stay.device(), 0, stay.from(), Math.min(stay.until(), DEATH)))
        .toList();
  }

  /** How often the person was there, if gaps of this length don't count. */
  private static int stretches(List<Stay> stays, long gapMs) {
    List<Stay> sorted = new ArrayList<>(stays);
    sorted.sort(Comparator.comparingLong(Stay::from));
    int stretches = 0;
    long until = Long.MIN_VALUE / 2;
    for (Stay stay : sorted) {
      if (stay.from() > until + gapMs) {
        stretches++;
      }
      until = Math.max(until, stay.until());
    }
    return stretches;
  }

  /** Gateways with their rosters in front of one person. */
  private static final class World {
    private final PersonContext bob = new PersonContext();
    private final List<InMemoryRoster> rosters = new ArrayList<>();
    private final int copies;
    private final List<String> transitions = new ArrayList<>();

    World(int copies) {
      this.copies = copies;
      for (int i = 0; i < GATEWAYS; i++) {
        rosters.add(new InMemoryRoster());
      }
    }

    /**
     * @param firstDies when gateway 0 dies: it says nothing more, and is found dead a while later
     */
    void play(List<Stay> stays, long firstDies) {
      long end = START + 400_000;
      for (long tick = START; tick < end; tick += PERIOD) {
        for (int gateway = 0; gateway < GATEWAYS; gateway++) {
          if (gateway > 0 || tick <= firstDies) {
            speak(gateway, stays, tick);
          }
        }
        if (tick > firstDies + NOTICED_AFTER) {
          pass(RosterRules.lost(rosters.get(0), 0, firstDies));
        }
        bob.advanceTo(tick + PERIOD);
        transitions.addAll(bob.transitions());
      }
    }

    /** All that happened at the gateway since it spoke last, in order. */
    private void speak(int gateway, List<Stay> stays, long now) {
      List<DeviceSignal> said = new ArrayList<>();
      for (int i = 0; i < stays.size(); i++) {
        Stay stay = stays.get(i);
        if (stay.gateway() == gateway) {
          // Each stay is a device of its own: what one device may do is the examples' part.
          String device = "device-" + stay.device() + "-" + i;
          // Of what happened in one period, a gateway says the newest.
          if (!addIfNew(said, device, stay, stay.until(), DeviceSignal.State.LEFT, now)) {
            addIfNew(said, device, stay, stay.from(), DeviceSignal.State.ACTIVE, now);
          }
        }
      }
      said.sort(Comparator.comparingLong(DeviceSignal::getAt));
      PresenceSignals batch =
          PresenceSignals.newBuilder()
              .setGateway(gateway)
              .setIncarnation(PersonContext.INCARNATION)
              .addAllDevices(said)
              .build();
      for (int copy = 0; copy < copies; copy++) {
        pass(RosterRules.heard(rosters.get(gateway), batch, now));
      }
    }

    private static boolean addIfNew(
        List<DeviceSignal> said,
        String device,
        Stay stay,
        long offset,
        DeviceSignal.State state,
        long now) {
      long at = START + offset;
      long saidAt = now - ON_ITS_WAY;
      boolean isNew = at <= saidAt && at > saidAt - PERIOD;
      if (isNew) {
        said.add(Signals.device(device, START + stay.from(), state, at));
      }
      return isNew;
    }

    private void pass(List<Addressed> signals) {
      for (Addressed signal : signals) {
        bob.signal(signal.signal().toBuilder());
        transitions.addAll(bob.transitions());
      }
    }

    long falls() {
      return transitions.stream().filter("ONLINE OFFLINE"::equals).count();
    }

    long rises() {
      return transitions.stream().filter("OFFLINE ONLINE"::equals).count();
    }
  }
}
