package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation.CaughtUp;
import dev.parley.chaos.history.Operation.Entry;
import dev.parley.chaos.history.Operation.OnSession;
import dev.parley.chaos.history.Operation.Resynced;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.List;

/** Seqs and the positions of each session follow each other without a hole. */
record NoGap() implements Invariant {
  @Override
  public String id() {
    return "G";
  }

  @Override
  public String title() {
    return "no gap";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    for (String conversation : evidence.conversations()) {
      for (String member : evidence.members(conversation)) {
        long expected = 1;
        for (Stored message : evidence.historyOf(conversation, member).orElse(List.of())) {
          if (message.seq() != expected) {
            violations.add(violation("seq %d was expected: %s".formatted(expected, message)));
          }
          expected = message.seq() + 1;
        }
      }
    }
    evidence.sessions().forEach(session -> checkPositions(session, violations));
    return violations;
  }

  private void checkPositions(Session session, List<Violation> violations) {
    long last = session.connected().since();
    for (OnSession seen : session.seen()) {
      if (seen instanceof Resynced resync) {
        last = resync.position();
      } else if (seen instanceof Entry entry) {
        if (entry.position() != last + 1) {
          violations.add(violation("position %d was expected: %s".formatted(last + 1, entry)));
        }
        last = entry.position();
      } else if (seen instanceof CaughtUp caughtUp && caughtUp.position() > last) {
        violations.add(violation("the last position was %d: %s".formatted(last, caughtUp)));
      }
    }
  }
}
