package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.delivery.Gateway;
import dev.parley.presence.state.GatewayState;

/** What is known of a gateway as the bytes that savepoints hold. */
final class StateBytes {
  private StateBytes() {}

  static byte[] of(Gateway gateway) {
    return GatewayState.newBuilder()
        .setIncarnation(gateway.incarnation())
        .setLeaseMs(gateway.leaseMs())
        .setLastSeen(gateway.lastSeen())
        .setSilentMs(gateway.silentMs())
        .setLeaving(gateway.leaving())
        .build()
        .toByteArray();
  }

  static Gateway gateway(byte[] bytes) {
    try {
      GatewayState state = GatewayState.parseFrom(bytes);
      return new Gateway(
          state.getIncarnation(),
          state.getLeaseMs(),
          state.getLastSeen(),
          state.getSilentMs(),
          state.getLeaving());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("unreadable state", e);
    }
  }
}
