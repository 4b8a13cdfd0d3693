package dev.parley.delivery.job;

import java.time.Duration;

/**
 * When a user's sessions are next looked through for those of dead gateways. Each update does that
 * as well; this is for users to whom nothing happens any more.
 */
final class SessionChecks {
  static final long PERIOD_MS = Duration.ofHours(1).toMillis();

  private SessionChecks() {}

  /** The same time for all sessions of a user, so that they share a timer; another for others. */
  static long next(String user, long now) {
    long offset = Math.floorMod(user.hashCode(), PERIOD_MS);
    return Math.floorDiv(now - offset, PERIOD_MS) * PERIOD_MS + PERIOD_MS + offset;
  }
}
