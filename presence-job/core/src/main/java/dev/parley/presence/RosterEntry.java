package dev.parley.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.presence.state.RosterState;
import dev.parley.protocol.v1.DeviceSignal;

/** What was said last of a device, or only that a user is watched. */
public record RosterEntry(long heardAt, long joinedAt, DeviceSignal.State state, long at) {

  static RosterEntry of(DeviceSignal said, long heardAt) {
    return new RosterEntry(heardAt, said.getJoinedAt(), said.getState(), said.getAt());
  }

  static RosterEntry watched(long heardAt) {
    return new RosterEntry(heardAt, 0, DeviceSignal.State.LEFT, 0);
  }

  boolean saysTheSameAs(RosterEntry other) {
    return joinedAt == other.joinedAt && state == other.state && at == other.at;
  }

  /** From {@link #toBytes}; own state that doesn't decode is a bug. */
  public static RosterEntry of(byte[] bytes) {
    try {
      RosterState entry = RosterState.parseFrom(bytes);
      DeviceSignal.State state = DeviceSignal.State.forNumber(entry.getState());
      return new RosterEntry(
          entry.getHeardAt(),
          entry.getJoinedAt(),
          state == null ? DeviceSignal.State.LEFT : state,
          entry.getAt());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("unreadable state", e);
    }
  }

  public byte[] toBytes() {
    return RosterState.newBuilder()
        .setHeardAt(heardAt)
        .setJoinedAt(joinedAt)
        .setState(state.getNumber())
        .setAt(at)
        .build()
        .toByteArray();
  }
}
