package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a run.
 *
 * @param operations how many were recorded
 * @param messages how many devices were given to send
 * @param voids why it shows nothing; empty if it does
 * @param violations by invariant, in the order of the report
 */
public record Verdict(
    int operations,
    int messages,
    List<String> voids,
    List<Outage> outages,
    Map<Invariant, List<Violation>> violations) {

  /** Checks a recorded history. */
  public static Verdict of(List<Operation> history) {
    Evidence evidence = Evidence.of(history);
    List<Outage> outages = Outage.of(evidence, new Deliveries(evidence));
    Map<Invariant, List<Violation>> violations = new LinkedHashMap<>();
    for (Invariant invariant : Invariant.all()) {
      violations.put(invariant, invariant.check(evidence));
    }
    return new Verdict(
        evidence.operations(),
        evidence.messages().size(),
        Voids.of(evidence, outages),
        outages,
        violations);
  }

  public boolean isVoid() {
    return !voids.isEmpty();
  }

  public boolean clean() {
    return violations.values().stream().allMatch(List::isEmpty);
  }

  /** How often an invariant was broken. */
  public int count(String invariantId) {
    return violations.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(invariantId))
        .mapToInt(entry -> entry.getValue().size())
        .sum();
  }
}
