package dev.parley.chaos.checker;

import dev.parley.chaos.checker.SentMessage.Outcome;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only what was sent is there, with the content that was sent, and nothing that was refused. */
record NoPhantom() implements Invariant {
  @Override
  public String id() {
    return "P";
  }

  @Override
  public String title() {
    return "no phantom";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    evidence
        .stored()
        .forEach((Stored m) -> check(evidence, m.clientMessageId(), m.body(), m, violations));
    evidence
        .messagesSeen()
        .forEach((MessageSeen m) -> check(evidence, m.clientMessageId(), m.body(), m, violations));
    return violations;
  }

  private void check(
      Evidence evidence, String id, long body, Operation where, List<Violation> violations) {
    Optional<SentMessage> sent = evidence.message(id);
    if (sent.isEmpty() || sent.get().attempts().isEmpty()) {
      violations.add(violation("never sent: %s".formatted(where)));
    } else if (sent.get().said().body() != body) {
      violations.add(violation("other content than %s: %s".formatted(sent.get().said(), where)));
    } else if (sent.get().outcome() == Outcome.FAILED) {
      violations.add(
          violation("refused (%s) and there: %s".formatted(sent.get().refusal().get(), where)));
    }
  }
}
