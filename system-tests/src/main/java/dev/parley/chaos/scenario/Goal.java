package dev.parley.chaos.scenario;

import dev.parley.chaos.checker.Outage;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How soon all should be well again. It is reported and not enforced: how long something takes
 * depends on the machine, what is lost does not.
 */
public record Goal(String what, String unit, double limit, ToDoubleFunction<Outage> measure) {

  /** Nothing is promised but that all is well in the end. */
  static final Optional<Goal> NONE = Optional.empty();

  static Optional<Goal> talking(double seconds) {
    return Optional.of(new Goal("hit devices talk again", "s", seconds, Outage::talkingS));
  }

  static Optional<Goal> caughtUp(double seconds) {
    return Optional.of(new Goal("all caught up", "s", seconds, Outage::caughtUpS));
  }

  /** People do not notice: the 99th percentile of delivery is about what it was before. */
  static Optional<Goal> undisturbed() {
    return Optional.of(
        new Goal(
            "p99 of delivery, during to before",
            "x",
            1.2,
            outage -> outage.p99DuringMs() / outage.p99BeforeMs()));
  }

  /** What was reached, and whether that is what was wanted. */
  public String judge(Outage outage) {
    double reached = measure.applyAsDouble(outage);
    return String.format(
        Locale.ROOT,
        "%s: %.1f %s (goal: %.1f, %s)",
        what,
        reached,
        unit,
        limit,
        reached <= limit ? "met" : "missed");
  }
}
