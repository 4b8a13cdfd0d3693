package dev.parley.stack.presencesim;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.stack.cli.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation counted, for people and as JSON.
 *
 * @param records of presence-signals
 * @param told records of gateway-signals because of changes
 * @param answers records of gateway-signals because somebody began to watch
 */
record SimReport(
    long users,
    int gateways,
    double hours,
    double seconds,
    Habits habits,
    double devicesOnline,
    double usersOnline,
    long deviceSignals,
    long restatements,
    long watchSignals,
    long records,
    long rawTransitions,
    long transitions,
    long told,
    long answers,
    double personBytes,
    double rosterBytes)
    implements Report {
  private static final int NAMES = 26;
  private static final double HEARTBEAT_S = 30;
  private static final double S_AN_HOUR = 3600;

  static SimReport of(Totals t, Habits habits, int gateways, double hours, double seconds) {
    double devicesOnline = t.onlineMs / (hours * S_AN_HOUR * 1000);
    return new SimReport(
        t.users,
        gateways,
        hours,
        seconds,
        habits,
        devicesOnline,
        devicesOnline / habits.devicesAUser(),
        t.deviceSignals,
        t.restatements,
        t.watchSignals,
        t.records.cardinality(),
        t.naiveTransitions,
        t.transitions,
        t.gatewaysTold,
        t.answers,
        (double) t.personBytes / t.users,
        (double) t.rosterBytes / Math.max(1, t.deviceSignals));
  }

  @Override
  @JsonProperty
  public boolean clean() {
    return true;
  }

  private double aSecond(double count) {
    return count / (hours * S_AN_HOUR);
  }

  private double recordsAUserAndMinute() {
    return ((double) records + told + answers) / usersOnline / (hours * 60);
  }

  /** Heartbeats, each a record. */
  private double naiveRecords() {
    return devicesOnline * hours * S_AN_HOUR / HEARTBEAT_S + deviceSignals;
  }

  private double signals() {
    return (double) deviceSignals + restatements + watchSignals;
  }

  /** Every come and go to every device of every contact who is online. */
  private double naiveFanOut() {
    return rawTransitions * (habits.contacts() * habits.onlineShare() * habits.devicesAUser());
  }

  /** The same without what the debounce keeps away. */
  private double debouncedFanOut() {
    return transitions * (habits.contacts() * habits.onlineShare() * habits.devicesAUser());
  }

  @Override
  public List<String> lines() {
    List<String> l = new ArrayList<>();
    l.add(
        line(
            "users",
            "%,d with %d contacts each, %.1f h, in %.0f s",
            users,
            habits.contacts(),
            hours,
            seconds));
    l.add(
        line(
            "online",
            "%,.0f users, %,.0f devices, %d gateways",
            usersOnline,
            devicesOnline,
            gateways));
    l.add(
        line(
            "signals",
            "%,.0f /s, in %,.0f records/s",
            aSecond(signals()),
            aSecond((double) records)));
    l.add(
        line(
            "fan-out",
            "%,.0f records/s for changes, %,.0f for answers",
            aSecond((double) told),
            aSecond((double) answers)));
    l.add(line("records", "%.3f a user online and minute", recordsAUserAndMinute()));
    l.add(
        line(
            "state",
            "%.0f bytes a person, %.0f a device in a roster, and the contacts",
            personBytes,
            rosterBytes));
    l.add(
        line(
            "naive",
            "%,.0f heartbeats and signals/s, %,.0f fan-outs/s",
            aSecond(naiveRecords()),
            aSecond(naiveFanOut())));
    l.add(
        line(
            "saved by batching",
            "%.1f x (records for what would be %,.0f /s)",
            naiveRecords() / records,
            aSecond(naiveRecords())));
    l.add(
        line(
            "saved by debounce",
            "%.1f x (%,d transitions for %,d)",
            (double) rawTransitions / transitions,
            transitions,
            rawTransitions));
    l.add(
        line(
            "saved by subscriptions",
            "%.1f x (fan-outs for what would be %,.0f /s)",
            debouncedFanOut() / Math.max(1, told),
            aSecond(debouncedFanOut())));
    return l;
  }

  private static String line(String name, String format, Object... values) {
    return Report.line(NAMES, name, format, values);
  }
}
