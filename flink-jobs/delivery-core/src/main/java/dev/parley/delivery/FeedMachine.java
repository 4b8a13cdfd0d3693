package dev.parley.delivery;

import java.util.List;

/**
 * Decides what an input means for one user's feed, and applies what was decided.
 *
 * <p>The invariant that all of Parley's clients rely on: a position is a function of the order of
 * the user's records in {@code fanout} and of nothing else. Sessions, gateways and time decide who
 * is pushed to, never what number an update gets. So after a crash the same records get the same
 * numbers, and whoever hears an update twice knows it by its position.
 */
public final class FeedMachine {
  /** The newest updates that the state keeps; what is older comes from the store. */
  public static final int TAIL_UPDATES = 256;

  /**
   * Reads, never writes.
   *
   * @param recordTime of the input; it is passed on and ages refusals, and nothing is numbered by
   *     it
   */
  public List<FeedEvent> decide(
      FeedView view, FeedInput input, GatewayDirectory gateways, long recordTime) {
    return input.accept(new Decision(view, gateways, recordTime));
  }

  /** Writes, never refuses. */
  public void apply(FeedStore store, FeedEvent event) {
    event.accept(new Application(store));
  }
}
