package dev.parley.gateway.liveness;

import java.util.function.LongSupplier;

/**
 * Whether this process may still speak for its slot.
 *
 * <p>It may for the time of a lease after it said that it lives, once it has read that back from
 * the topic: whoever claims the slot stands behind that record, so at that time nobody had. A
 * process that was stopped for longer than its lease finds it lost before it does anything else,
 * and gets it back only from the topic, behind any claim of a successor.
 *
 * <p>The clock only has to go on while the process is stopped; it is compared with itself alone.
 */
public final class Lease {
  private static final long NEVER = Long.MIN_VALUE;

  private final long lengthMs;
  private final LongSupplier clock;
  private volatile long saidAt = NEVER;

  public Lease(long lengthMs, LongSupplier clock) {
    this.lengthMs = lengthMs;
    this.clock = clock;
  }

  public boolean isHeld() {
    long said = saidAt;
    return said != NEVER && clock.getAsLong() - said < lengthMs;
  }

  long lengthMs() {
    return lengthMs;
  }

  /** What a sign of life is stamped with when it is said. */
  long stamp() {
    return clock.getAsLong();
  }

  /**
   * A sign of life has come back. True if others may have thought this gateway dead in the
   * meantime, and have forgotten its sessions.
   */
  boolean renew(long stamp) {
    boolean lapsed = !isHeld();
    saidAt = Math.max(saidAt, stamp);
    return lapsed && isHeld();
  }
}
