package dev.parley.stack.presencesim;

import java.util.BitSet;

/** What is counted. Each thread has its own; {@link #add} brings them together. */
final class Totals {
  long users;
  long deviceSignals;
  long restatements;
  long watchSignals;
  long onlineMs;
  long naiveTransitions;
  long transitions;
  long suppressed;
  long gatewaysTold;
  long answers;
  long personBytes;
  long rosterBytes;

  /** Gateway, partition and period with at least one signal: each is one record. */
  final BitSet records;

  Totals(int cells) {
    records = new BitSet(cells);
  }

  synchronized void add(Totals other) {
    users += other.users;
    deviceSignals += other.deviceSignals;
    restatements += other.restatements;
    watchSignals += other.watchSignals;
    onlineMs += other.onlineMs;
    naiveTransitions += other.naiveTransitions;
    transitions += other.transitions;
    suppressed += other.suppressed;
    gatewaysTold += other.gatewaysTold;
    answers += other.answers;
    personBytes += other.personBytes;
    rosterBytes += other.rosterBytes;
    records.or(other.records);
  }

  synchronized long usersDone() {
    return users;
  }
}
