package dev.parley.client.connection;

import java.time.Duration;

/**
 * How long things take and wait.
 *
 * @param backoffFirst the first reconnect waits a random time up to this; each further one up to
 *     twice as long
 * @param backoffMax the most that a reconnect waits; a connection that held this long starts the
 *     backoff anew
 * @param answer how long a token, an upgrade or a welcome may take, and how long a gateway that was
 *     given a message may stay silent
 * @param receiptDelay receipts of this long go out as one
 * @param retry when to offer a message again that a gateway could not take and gave no time for
 */
public record Timings(
    Duration backoffFirst,
    Duration backoffMax,
    Duration answer,
    Duration receiptDelay,
    Duration retry) {
  public static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(32),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofSeconds(1));

  /** The same, with another backoff. */
  public Timings withBackoff(Duration first, Duration max) {
    return new Timings(first, max, answer, receiptDelay, retry);
  }
}
