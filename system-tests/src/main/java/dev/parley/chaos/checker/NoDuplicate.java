package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One send is one message: one id has one seq everywhere, and no device shows it twice. */
record NoDuplicate() implements Invariant {
  @Override
  public String id() {
    return "D";
  }

  @Override
  public String title() {
    return "no duplicate";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Long> seqs = new HashMap<>();
    evidence
        .stored()
        .forEach((Stored m) -> oneSeq(seqs, m.clientMessageId(), m.seq(), m, violations));
    evidence
        .messagesSeen()
        .forEach((MessageSeen m) -> oneSeq(seqs, m.clientMessageId(), m.seq(), m, violations));
    evidence.conversations().forEach(c -> checkHistories(evidence, c, violations));
    evidence.devices().forEach(device -> checkDevice(evidence, device, violations));
    return violations;
  }

  private void oneSeq(
      Map<String, Long> seqs, String id, long seq, Operation where, List<Violation> violations) {
    Long first = seqs.putIfAbsent(id, seq);
    if (first != null && first != seq) {
      violations.add(violation("has seq %d elsewhere: %s".formatted(first, where)));
    }
  }

  private void checkHistories(Evidence evidence, String conversation, List<Violation> violations) {
    for (String member : evidence.members(conversation)) {
      Set<String> ids = new HashSet<>();
      for (Stored message : evidence.historyOf(conversation, member).orElse(List.of())) {
        if (!ids.add(message.clientMessageId())) {
          violations.add(violation("twice in a history: %s".formatted(message)));
        }
      }
    }
  }

  /** A position may come again, on the next connection; the same message under another may not. */
  private void checkDevice(Evidence evidence, DeviceKey device, List<Violation> violations) {
    Map<String, Long> positions = new HashMap<>();
    for (Session session : evidence.sessions(device)) {
      session
          .entries()
          .filter(MessageSeen.class::isInstance)
          .map(MessageSeen.class::cast)
          .forEach(
              seen -> {
                Long first = positions.putIfAbsent(seen.clientMessageId(), seen.position());
                if (first != null && first != seen.position()) {
                  violations.add(
                      violation("shown before, at position %d: %s".formatted(first, seen)));
                }
              });
    }
  }
}
