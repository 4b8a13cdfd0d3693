package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation.CursorsSeen;
import dev.parley.chaos.history.Operation.Entry;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nothing of a conversation reaches a non-member, and {@code from} is who really sent it. */
record Isolation() implements Invariant {
  @Override
  public String id() {
    return "X";
  }

  @Override
  public String title() {
    return "isolation";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    Map<Long, String> homes = new HashMap<>();
    evidence.messages().forEach(m -> homes.put(m.said().body(), m.conversation()));
    evidence
        .sessions()
        .flatMap(Session::entries)
        .forEach(entry -> check(evidence, homes, entry, violations));
    evidence
        .stored()
        .forEach(
            (Stored stored) -> {
              if (isElsewhere(homes, stored.body(), stored.conversation())) {
                violations.add(violation("of another conversation: %s".formatted(stored)));
              } else if (isForged(evidence, stored.clientMessageId(), stored.from())) {
                violations.add(violation("not from this user: %s".formatted(stored)));
              }
            });
    return violations;
  }

  private void check(
      Evidence evidence, Map<Long, String> homes, Entry entry, List<Violation> violations) {
    List<String> members = evidence.members(entry.conversation());
    if (!members.contains(entry.user())) {
      violations.add(violation("to a non-member: %s".formatted(entry)));
    } else if (entry instanceof CursorsSeen cursors && !members.contains(cursors.member())) {
      violations.add(violation("about a non-member: %s".formatted(entry)));
    } else if (entry instanceof MessageSeen message) {
      if (isElsewhere(homes, message.body(), message.conversation())) {
        violations.add(violation("of another conversation: %s".formatted(message)));
      } else if (isForged(evidence, message.clientMessageId(), message.from())) {
        violations.add(violation("not from this user: %s".formatted(message)));
      }
    }
  }

  /** Every text of a run is said once, so it belongs to one conversation. */
  private static boolean isElsewhere(Map<Long, String> homes, long body, String conversation) {
    return !homes.getOrDefault(body, conversation).equals(conversation);
  }

  private static boolean isForged(Evidence evidence, String clientMessageId, String from) {
    return evidence
        .message(clientMessageId)
        .filter(sent -> !sent.said().user().equals(from))
        .isPresent();
  }
}
