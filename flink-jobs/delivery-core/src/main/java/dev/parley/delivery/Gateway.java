package dev.parley.delivery;

/**
 * What is known of a slot.
 *
 * @param lastSeen broker time of its newest record
 * @param silentMs how long the others were heard since then without it, see {@link
 *     GatewayDirectory}
 * @param leaving it drains; final for this incarnation
 */
public record Gateway(
    long incarnation, long leaseMs, long lastSeen, long silentMs, boolean leaving) {

  boolean isGone(long askedIncarnation) {
    return askedIncarnation < incarnation || (askedIncarnation == incarnation && leaving);
  }

  boolean isDead(long askedIncarnation) {
    return isGone(askedIncarnation) || (askedIncarnation == incarnation && silentMs > leaseMs);
  }

  Gateway silentFor(long moreMs) {
    return new Gateway(incarnation, leaseMs, lastSeen, silentMs + moreMs, leaving);
  }
}
