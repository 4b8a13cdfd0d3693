package dev.parley.presence;

/**
 * A device's session on one gateway. It lasts until the gateway says that it left, or is dead.
 *
 * @param joinedAt tells sessions of one device on one gateway apart, by that gateway's clock
 */
record Lease(String device, int gateway, long incarnation, long joinedAt, boolean active) {

  boolean isOf(String otherDevice, int otherGateway) {
    return gateway == otherGateway && device.equals(otherDevice);
  }

  /** Both are of one device on one gateway. */
  boolean isOlderThan(Lease other) {
    return incarnation < other.incarnation
        || (incarnation == other.incarnation && joinedAt < other.joinedAt);
  }

  boolean isSameSession(Lease other) {
    return incarnation == other.incarnation && joinedAt == other.joinedAt;
  }
}
