package dev.parley.stack.presencesim;

import dev.parley.protocol.v1.PersonSignal;

/**
 * Something at one gateway that concerns one person.
 *
 * @param at when it happens; it is said at the end of the gateway's period
 */
record Happening(long at, int gateway, PersonSignal signal) implements Comparable<Happening> {
  @Override
  public int compareTo(Happening other) {
    return Long.compare(at, other.at);
  }
}
