package dev.parley.chaos.scenario;

import dev.parley.chaos.fault.Fault;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Something that can be tried.
 *
 * @param title what people type
 * @param what happens, in a few words
 * @param kind what it needs and what it is good for
 * @param faults the next fault, drawn from the run's seed
 */
public record Scenario(
    String title, String what, Kind kind, Optional<Goal> goal, Function<Random, Fault> faults) {

  /** Sorts of scenarios. */
  public enum Kind {
    /** Leaves a stack as it found it, within a minute or so. */
    SHORT,
    LONG,
    /** The directory of the checkpoints must be a mount of its own. */
    NEEDS_SMALL_DISK,
    /** Many faults; says something about what processes need in the long run. */
    MIX
  }

  public Fault fault(Random random) {
    return faults.apply(random);
  }
}
