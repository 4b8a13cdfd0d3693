package dev.parley.chaos.checker;

/**
 * One breach of an invariant.
 *
 * @param what the offending operations, in one line
 */
public record Violation(Invariant invariant, String what) {
  @Override
  public String toString() {
    return invariant.id() + " " + invariant.title() + ": " + what;
  }
}
