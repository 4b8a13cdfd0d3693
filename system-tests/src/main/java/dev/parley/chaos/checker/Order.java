package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In each conversation a device's messages stand in the order of their localSeq, and what was
 * accepted before another's sending began stands before it.
 */
record Order() implements Invariant {
  @Override
  public String id() {
    return "O";
  }

  @Override
  public String title() {
    return "order";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    for (String conversation : evidence.conversations()) {
      List<Stored> bySeq =
          evidence.history(conversation).stream()
              .sorted(Comparator.comparingLong(Stored::seq))
              .toList();
      checkDevices(evidence, bySeq, violations);
      checkTimes(evidence, bySeq, violations);
    }
    return violations;
  }

  private void checkDevices(Evidence evidence, List<Stored> bySeq, List<Violation> violations) {
    Map<DeviceKey, SentMessage> last = new HashMap<>();
    for (Stored stored : bySeq) {
      Optional<SentMessage> sent = evidence.message(stored.clientMessageId());
      if (sent.isPresent()) {
        SentMessage before = last.put(sent.get().device(), sent.get());
        if (before != null && before.localSeq() >= sent.get().localSeq()) {
          violations.add(
              violation(
                  "%s has localSeq %d, and the device's message before it %d"
                      .formatted(stored, sent.get().localSeq(), before.localSeq())));
        }
      }
    }
  }

  /** From the end: no later message may have been accepted before this one's sending began. */
  private void checkTimes(Evidence evidence, List<Stored> bySeq, List<Violation> violations) {
    long acceptedFirst = SentMessage.NEVER;
    String acceptedFirstId = "";
    for (int i = bySeq.size() - 1; i >= 0; i--) {
      Optional<SentMessage> sent = evidence.message(bySeq.get(i).clientMessageId());
      if (sent.isEmpty()) {
        continue;
      }
      long began = sent.get().firstSentAt();
      if (began != SentMessage.NEVER && acceptedFirst < began) {
        violations.add(
            violation(
                "%s stands before %s, which was accepted %.3f ms before this one was sent"
                    .formatted(bySeq.get(i), acceptedFirstId, (began - acceptedFirst) / 1e6)));
      }
      if (sent.get().acceptedAt() < acceptedFirst) {
        acceptedFirst = sent.get().acceptedAt();
        acceptedFirstId = sent.get().id();
      }
    }
  }
}
