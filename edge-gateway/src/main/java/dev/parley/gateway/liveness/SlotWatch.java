package dev.parley.gateway.liveness;

import dev.parley.protocol.v1.GatewayRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows {@code gateways}: whether the slot was taken over, and that the own signs come back. */
public final class SlotWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);

  private final Incarnation incarnation;
  private final Lease lease;
  private final Runnable onRecovery;

  /** {@code onRecovery}: delivery may have dropped this gateway's sessions. */
  public SlotWatch(Incarnation incarnation, Lease lease, Runnable onRecovery) {
    this.incarnation = incarnation;
    this.lease = lease;
    this.onRecovery = onRecovery;
  }

  public Incarnation incarnation() {
    return incarnation;
  }

  public boolean holdsSlot() {
    return lease.isHeld();
  }

  /** False if a younger process has the slot. */
  public boolean heard(GatewayRecord record, long offset) {
    if (incarnation.isFencedBy(record, offset)) {
      LOG.error("slot {} was taken over by another process", incarnation.slot());
      return false;
    }
    if (incarnation.said(record) && lease.renew(record.getStamp())) {
      LOG.warn("no sign of life got through for {} ms: asking for every feed", lease.lengthMs());
      onRecovery.run();
    }
    return true;
  }
}
