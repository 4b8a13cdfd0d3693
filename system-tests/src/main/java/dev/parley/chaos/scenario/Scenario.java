package dev.parley.chaos.scenario;

import dev.parley.chaos.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Something that can be tried.
 *
 * @param title what people type
 * @param what happens, in a few words
 * @param kind what it needs and what it is good for
 * @param draw the next faults, one after the other, drawn from the run's seed
 */
public record Scenario(
    String title, String what, Kind kind, Optional<Goal> goal, Function<Random, List<Fault>> draw) {

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

  public List<Fault> faults(Random random) {
    return draw.apply(random);
  }
}
