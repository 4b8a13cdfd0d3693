package dev.parley.delivery;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewayRecord;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which incarnation of each gateway is alive, as far as topic {@code gateways} told. Immutable.
 *
 * <p>It says only where to push, never what is numbered: it is heard at another time in every run.
 *
 * <p>A lease is measured by the topic itself, not by a clock: a slot is silent while
 * <em>others</em> are heard, and one gap counts at most a third of a lease. So an outage of the
 * broker or of the job, in which nobody is heard, ends no lease; a wall clock would end all of them
 * and drop every live session before the first keep-alive is read again. The price: the last living
 * gateway is not missed when it dies, until its next start claims the slot. Until then it is pushed
 * to, and nobody reads it.
 */
public record GatewayDirectory(SortedMap<Integer, Gateway> bySlot) {
  private static final int GAPS_PER_LEASE = 3;

  public GatewayDirectory {
    bySlot = Collections.unmodifiableSortedMap(new TreeMap<>(bySlot));
  }

  public static GatewayDirectory empty() {
    return new GatewayDirectory(new TreeMap<>());
  }

  /**
   * The directory after one record of the topic.
   *
   * @param offset the record's offset: the incarnation, if the record is a claim
   * @param brokerTime when the broker wrote it
   * @throws IllegalArgumentException if the record breaks a rule
   */
  public GatewayDirectory heard(GatewayRecord record, long offset, long brokerTime) {
    check(record);
    int slot = record.getGateway();
    long incarnation = record.getIncarnation() == -1 ? offset : record.getIncarnation();
    Gateway known = bySlot.get(slot);
    // A keep-alive may be the first sign of an incarnation, because compaction removes its claim.
    if (known != null && incarnation < known.incarnation()) {
      return this; // a fenced process that doesn't know it yet
    }
    boolean leaving =
        record.getLeaving()
            || (known != null && known.incarnation() == incarnation && known.leaving());

    SortedMap<Integer, Gateway> next = new TreeMap<>(bySlot);
    long gap = gapBefore(brokerTime, record.getLeaseMs());
    next.replaceAll((other, gateway) -> gateway.silentFor(gap));
    next.put(slot, new Gateway(incarnation, record.getLeaseMs(), brokerTime, 0, leaving));
    return new GatewayDirectory(next);
  }

  private long gapBefore(long brokerTime, long leaseMs) {
    long heardUntil =
        bySlot.values().stream().mapToLong(Gateway::lastSeen).max().orElse(brokerTime);
    return Math.min(Math.max(brokerTime - heardUntil, 0), leaseMs / GAPS_PER_LEASE);
  }

  /**
   * Nothing that this one wrote may be answered: a newer start has its slot, or it said it leaves.
   */
  boolean isGone(GatewayAddress address) {
    Gateway known = bySlot.get(address.slot());
    return known != null && known.isGone(address.incarnation());
  }

  /**
   * Nothing is to be pushed there. A slot or incarnation that was not heard of yet is not dead:
   * sessions and keep-alives come from different topics, so a session may be read first.
   */
  public boolean isDead(GatewayAddress address) {
    Gateway known = bySlot.get(address.slot());
    return known != null && known.isDead(address.incarnation());
  }

  private static void check(GatewayRecord record) {
    if (!isSlot(record.getGateway())) {
      throw new IllegalArgumentException(
          "gateway: " + record.getGateway() + " (expected: " + slotRule() + ")");
    }
    if (record.getIncarnation() < -1) {
      throw new IllegalArgumentException(
          "incarnation: " + record.getIncarnation() + " (expected: an offset, or -1 in a claim)");
    }
    if (record.getLeaseMs() < 1) {
      throw new IllegalArgumentException(
          "lease_ms: " + record.getLeaseMs() + " (expected: 1 or more)");
    }
  }

  /** A push to a partition that doesn't exist would block the job for ever. */
  static boolean isSlot(int gateway) {
    return gateway >= 0 && gateway < Topics.GATEWAY_PUSH.partitions();
  }

  static String slotRule() {
    return "a slot, 0 to " + (Topics.GATEWAY_PUSH.partitions() - 1);
  }

  /** The slots that one step changed: what a store has to write. */
  public Map<Integer, Gateway> changedSince(GatewayDirectory before) {
    Map<Integer, Gateway> changed = new TreeMap<>(bySlot);
    changed
        .entrySet()
        .removeIf(entry -> entry.getValue().equals(before.bySlot.get(entry.getKey())));
    return changed;
  }
}
