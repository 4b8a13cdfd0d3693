package dev.parley.gateway.liveness;

/** Watches whether the signs of life came in time. */
final class Lease {
  private final long leaseMs;
  private long renewedAt;

  Lease(long leaseMs, long now) {
    this.leaseMs = leaseMs;
    this.renewedAt = now;
  }

  /**
   * A sign of life has arrived. True if others may have thought this gateway dead in the meantime,
   * and have forgotten its sessions.
   */
  boolean renew(long now) {
    boolean lapsed = now - renewedAt >= leaseMs;
    renewedAt = now;
    return lapsed;
  }
}
