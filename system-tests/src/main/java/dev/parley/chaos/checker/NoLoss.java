package dev.parley.chaos.checker;

import dev.parley.chaos.checker.SentMessage.Outcome;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.MessageSeen;
import dev.parley.chaos.history.Operation.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was accepted is in every member's history, and every device has shown all of it. */
record NoLoss() implements Invariant {
  @Override
  public String id() {
    return "L";
  }

  @Override
  public String title() {
    return "no loss";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Map<String, Set<String>>> stored = new HashMap<>();
    for (SentMessage message : evidence.messages()) {
      if (message.outcome() == Outcome.OK) {
        for (String member : evidence.members(message.conversation())) {
          Set<String> ids =
              stored
                  .computeIfAbsent(message.conversation(), c -> new HashMap<>())
                  .computeIfAbsent(member, m -> idsOf(evidence, message.conversation(), m));
          if (!ids.contains(message.id())) {
            violations.add(
                violation(
                    "accepted by %s and not in the history that %s reads: %s"
                        .formatted(message.device(), member, message.said())));
          }
        }
      }
    }
    evidence.devices().forEach(device -> checkDevice(evidence, device, violations));
    return violations;
  }

  private static Set<String> idsOf(Evidence evidence, String conversation, String member) {
    Optional<List<Stored>> history = evidence.historyOf(conversation, member);
    return history.orElse(List.of()).stream()
        .map(Stored::clientMessageId)
        .collect(Collectors.toSet());
  }

  private void checkDevice(Evidence evidence, DeviceKey device, List<Violation> violations) {
    if (evidence.wasResynced(device)) {
      return;
    }
    Set<String> shown = new HashSet<>();
    for (Session session : evidence.sessions(device)) {
      session
          .entries()
          .filter(MessageSeen.class::isInstance)
          .forEach(entry -> shown.add(((MessageSeen) entry).clientMessageId()));
    }
    for (String conversation : evidence.conversations()) {
      if (evidence.members(conversation).contains(device.user())) {
        for (Stored message : evidence.history(conversation)) {
          if (!shown.contains(message.clientMessageId())) {
            violations.add(violation("never shown by %s: %s".formatted(device, message)));
          }
        }
      }
    }
  }
}
