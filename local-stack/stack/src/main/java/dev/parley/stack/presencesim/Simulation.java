package dev.parley.stack.presencesim;

import dev.parley.presence.Person;
import dev.parley.presence.PersonEvent;
import dev.parley.presence.PresenceRules;
import dev.parley.presence.PresenceRules.Outcome;
import dev.parley.presence.RosterEntry;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.DeviceSignal;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Plays persons one after the other: nobody's presence depends on another's, and who watches is
 * made up with the right frequency. The rules are the job's own.
 */
final class Simulation {
  static final long START = 1_700_000_000_000L;
  static final long PERIOD_MS = ProtocolLimits.PRESENCE_PERIOD.toMillis();

  private static final long RESTATED_MS = ProtocolLimits.PRESENCE_RESTATED.toMillis();

  private final Habits habits;
  private final int gateways;
  private final long end;
  private final long seed;

  Simulation(Habits habits, long users, double hours, long seed) {
    this.habits = habits;
    this.gateways = habits.gateways(users);
    this.end = START + (long) (hours * 3_600_000);
    this.seed = seed;
  }

  int gateways() {
    return gateways;
  }

  private int periods() {
    return (int) ((end - START) / PERIOD_MS) + 1;
  }

  Totals newTotals() {
    return new Totals(gateways * habits.partitions() * periods());
  }

  /** Users from this number on, as many. */
  Totals play(long first, int count) {
    Totals totals = newTotals();
    for (long number = first; number < first + count; number++) {
      new Play("user-" + number, new SplittableRandom(seed * 31 + number), totals).run();
    }
    return totals;
  }

  /** One person. */
  private final class Play {
    private final String user;
    private final RandomGenerator random;
    private final Totals totals;
    private final int partition;
    private Person person = Person.UNKNOWN;

    Play(String user, RandomGenerator random, Totals totals) {
      this.user = user;
      this.random = random;
      this.totals = totals;
      this.partition = Math.floorMod(user.hashCode(), habits.partitions());
    }

    void run() {
      totals.users++;
      List<Happening> happenings = Day.of(habits, gateways, START, end, random, user);
      for (Happening happening : happenings) {
        if (happening.at() >= end) {
          ends(happening.gateway(), happening.signal().getDevice().getJoinedAt(), end);
          continue; // they are still there
        }
        // A gateway's periods are its own; each begins at another time.
        long offset = Math.floorMod(happening.gateway() * 7_919L, PERIOD_MS);
        long said =
            Math.floorDiv(happening.at() - offset, PERIOD_MS) * PERIOD_MS + PERIOD_MS + offset;
        advanceTo(said);
        count(happening, said);
        take(PresenceRules.decide(user, person, this::isContact, happening.signal(), said));
      }
      advanceTo(end);
      totals.personBytes += person.toBytes().length;
    }

    private void advanceTo(long time) {
      OptionalLong due = PresenceRules.deadline(person);
      while (due.isPresent() && due.getAsLong() <= time) {
        take(PresenceRules.due(user, person, due.getAsLong()));
        due = PresenceRules.deadline(person);
      }
    }

    private boolean isContact(String other) {
      return other.startsWith(Day.CONTACT);
    }

    private void count(Happening happening, long said) {
      record(happening.gateway(), said);
      if (happening.signal().hasWatch()) {
        totals.watchSignals++;
        return;
      }
      totals.deviceSignals++;
      totals.naiveTransitions++;
      DeviceSignal device = happening.signal().getDevice();
      if (device.getState() == DeviceSignal.State.LEFT) {
        ends(happening.gateway(), device.getJoinedAt(), happening.at());
      } else {
        totals.rosterBytes += rosterBytes(device);
      }
    }

    /** A lease that ended: how long it was held, and how often it was said again meanwhile. */
    private void ends(int gateway, long from, long until) {
      totals.onlineMs += until - from;
      for (long at = from + RESTATED_MS; at < until; at += RESTATED_MS) {
        totals.restatements++;
        record(gateway, at);
      }
    }

    private void record(int gateway, long time) {
      int period = (int) Math.min((time - START) / PERIOD_MS, periods() - 1);
      totals.records.set((gateway * habits.partitions() + partition) * periods() + period);
    }

    private int rosterBytes(DeviceSignal device) {
      return user.length()
          + device.getDeviceId().length()
          + new RosterEntry(device.getAt(), device.getJoinedAt(), device.getState(), device.getAt())
              .toBytes()
              .length;
    }

    private void take(Outcome outcome) {
      person = outcome.person();
      for (PersonEvent event : outcome.events()) {
        if (event instanceof PersonEvent.Changed changed) {
          totals.transitions++;
          totals.gatewaysTold += changed.gatewaysTold();
        } else if (event instanceof PersonEvent.Suppressed) {
          totals.suppressed++;
        } else if (event instanceof PersonEvent.Told told
            && told.signal().getStatus().getGrantedCount() > 0) {
          totals.answers++;
        }
      }
    }
  }
}
