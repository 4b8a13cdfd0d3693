package dev.parley.chaos.checker;

import dev.parley.chaos.checker.SentMessage.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Why a run shows nothing, however clean it looks. */
final class Voids {
  private static final int TRAFFIC_MIN = 100;

  private Voids() {}

  static List<String> of(Evidence evidence, List<Outage> outages) {
    List<String> voids = new ArrayList<>();
    long accepted =
        evidence.messages().stream().filter(message -> message.outcome() == Outcome.OK).count();
    if (accepted < TRAFFIC_MIN) {
      voids.add("traffic: %d accepted (expected: at least %d)".formatted(accepted, TRAFFIC_MIN));
    }
    if (outages.isEmpty() || outages.size() < evidence.faults().size()) {
      voids.add(
          "faults: %d put in, %d healed (expected: one at least, and all healed)"
              .formatted(evidence.faults().size(), outages.size()));
    }
    for (Outage outage : outages) {
      if (outage.overlapped() == 0) {
        voids.add(outage.fault() + ": no message was under way (expected: at least one)");
      }
      if (outage.proof().isEmpty()) {
        voids.add(outage.fault() + ": no proof that it bit");
      }
    }
    for (String conversation : evidence.conversations()) {
      for (String member : evidence.members(conversation)) {
        if (evidence.historyOf(conversation, member).isEmpty()) {
          voids.add("history: %s was not read back by %s".formatted(conversation, member));
        }
      }
    }
    return voids;
  }
}
