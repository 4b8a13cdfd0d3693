package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.Entry;
import dev.parley.chaos.history.Operation.MessageSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No cursor ever falls, read &lt;= delivered &lt;= head, nothing is delivered that no device of
 * that user got, and in the end all devices agree.
 */
record Cursors() implements Invariant {
  private record Cursor(String conversation, String member) {}

  @Override
  public String id() {
    return "C";
  }

  @Override
  public String title() {
    return "cursors";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    Map<Cursor, Map<DeviceKey, CursorsSeen>> ends = new HashMap<>();
    for (DeviceKey device : evidence.devices()) {
      checkDevice(evidence, device, violations)
          .forEach(
              (cursor, last) ->
                  ends.computeIfAbsent(cursor, c -> new HashMap<>()).put(device, last));
    }
    ends.values().forEach(last -> checkAgreement(evidence, last, violations));
    checkTruth(evidence, violations);
    return violations;
  }

  /** Follows the cursors that one device was told; returns where they ended. */
  private Map<Cursor, CursorsSeen> checkDevice(
      Evidence evidence, DeviceKey device, List<Violation> violations) {
    Map<Cursor, CursorsSeen> last = new HashMap<>();
    for (Session session : evidence.sessions(device)) {
      for (Entry entry : (Iterable<Entry>) session.entries()::iterator) {
        if (entry instanceof CursorsSeen now) {
          CursorsSeen before = last.put(new Cursor(now.conversation(), now.member()), now);
          if (before != null
              && before.position() < now.position()
              && (now.delivered() < before.delivered() || now.read() < before.read())) {
            violations.add(violation("a cursor fell from %s to %s".formatted(before, now)));
          }
          if (now.read() > now.delivered()
              || now.delivered() > evidence.history(now.conversation()).size()) {
            violations.add(violation("not read <= delivered <= head: %s".formatted(now)));
          }
        }
      }
    }
    return last;
  }

  private void checkAgreement(
      Evidence evidence, Map<DeviceKey, CursorsSeen> ends, List<Violation> violations) {
    Set<List<Long>> values = new HashSet<>();
    ends.forEach(
        (device, last) -> {
          if (!evidence.wasResynced(device)) {
            values.add(List.of(last.delivered(), last.read()));
          }
        });
    if (values.size() > 1) {
      violations.add(violation("devices do not agree in the end: %s".formatted(ends.values())));
    }
  }

  /** In the order of time: what is told as delivered, some device of that user has got before. */
  private void checkTruth(Evidence evidence, List<Violation> violations) {
    Map<Cursor, Long> got = new HashMap<>();
    evidence
        .sessions()
        .flatMap(Session::entries)
        .sorted(Comparator.comparingLong(Entry::t))
        .forEach(
            entry -> {
              if (entry instanceof MessageSeen message) {
                got.merge(
                    new Cursor(message.conversation(), message.user()), message.seq(), Math::max);
              } else if (entry instanceof CursorsSeen cursors
                  && cursors.delivered()
                      > got.getOrDefault(
                          new Cursor(cursors.conversation(), cursors.member()), 0L)) {
                violations.add(
                    violation("delivered, and no device has got it: %s".formatted(cursors)));
              }
            });
  }
}
