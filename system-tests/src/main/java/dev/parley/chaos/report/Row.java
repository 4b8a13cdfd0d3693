package dev.parley.chaos.report;

import dev.parley.chaos.checker.Invariant;
import dev.parley.chaos.checker.Outage;
import dev.parley.chaos.checker.Verdict;
import dev.parley.chaos.checker.Violation;
import dev.parley.chaos.scenario.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One run, in numbers.
 *
 * @param violations how often each invariant was broken, by its letter; those that can't be judged
 *     are missing
 * @param firstAcceptedS the worst of all faults of the run, as all times are
 * @param verdict PASS, FAIL, VOID, or {@link #ABORTED}
 * @param notes why it is not a PASS, how the goal was met, and what proves that the faults bit
 */
public record Row(
    String scenario,
    long seed,
    int operations,
    int messages,
    long overlapped,
    Map<String, Integer> violations,
    double firstAcceptedS,
    double talkingS,
    double caughtUpS,
    String verdict,
    List<Outage> outages,
    List<String> notes,
    String history) {
  /** The run was not played to its end, so nothing can be said of what its end would show. */
  static final String ABORTED = "ABORTED";

  /** What shows only once faults are healed, all is said everywhere, and the history is read. */
  private static final Set<String> SEEN_AT_THE_END = Set.of("L", "P", "C", "R");

  private static final int EXAMPLES = 3;

  public static Row of(Run.Result result) {
    Verdict verdict = result.verdict();
    Map<String, Integer> violations = new LinkedHashMap<>();
    counted(result).forEach((invariant, found) -> violations.put(invariant.id(), found.size()));
    return new Row(
        result.scenario().title(),
        result.seed(),
        verdict.operations(),
        verdict.messages(),
        verdict.outages().stream().mapToLong(Outage::overlapped).sum(),
        violations,
        worst(verdict, Outage::firstAcceptedS),
        worst(verdict, Outage::talkingS),
        worst(verdict, Outage::caughtUpS),
        word(result),
        verdict.outages(),
        notes(result),
        result.history().toString());
  }

  private static double worst(Verdict verdict, ToDoubleFunction<Outage> measure) {
    return verdict.outages().stream().mapToDouble(measure).max().orElse(0);
  }

  private static String word(Run.Result result) {
    if (result.passed()) {
      return "PASS";
    }
    if (result.failure().isPresent() && counted(result).values().stream().allMatch(List::isEmpty)) {
      return ABORTED;
    }
    return result.verdict().clean() ? "VOID" : "FAIL";
  }

  private static Map<Invariant, List<Violation>> counted(Run.Result result) {
    Map<Invariant, List<Violation>> counted = new LinkedHashMap<>(result.verdict().violations());
    if (result.failure().isPresent()) {
      counted.keySet().removeIf(invariant -> SEEN_AT_THE_END.contains(invariant.id()));
    }
    return counted;
  }

  private static List<String> notes(Run.Result result) {
    List<String> notes = new ArrayList<>();
    result.failure().ifPresent(notes::add);
    notes.addAll(some(result.verdict().voids(), "void: %s"::formatted));
    for (List<Violation> found : counted(result).values()) {
      notes.addAll(some(found, Violation::toString));
    }
    for (Outage outage : result.verdict().outages()) {
      notes.add(
          "%s: %s; %d under way, %d of them sent again"
              .formatted(outage.fault(), outage.proof(), outage.overlapped(), outage.resent()));
      result.scenario().goal().ifPresent(goal -> notes.add(goal.judge(outage)));
    }
    return notes;
  }

  private static <T> List<String> some(List<T> found, Function<T, String> inWords) {
    List<String> some = new ArrayList<>(found.stream().limit(EXAMPLES).map(inWords).toList());
    if (found.size() > EXAMPLES) {
      some.add("... and %d more of these".formatted(found.size() - EXAMPLES));
    }
    return some;
  }
}
