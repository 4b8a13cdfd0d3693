package dev.parley.delivery.job;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** States of {@link DeliveryUid#DELIVER}. The names are in every savepoint. */
enum FeedState {
  POSITION("position"),
  LAST_SEQS("last-seqs"),
  CURSORS("cursors"),
  TAIL("tail"),
  SESSIONS("sessions"),
  REFUSALS("refusals"),
  GATEWAYS("gateways"),
  /** From version 3 on. */
  SETTING_VERSIONS("setting-versions");

  private static final PrimitiveArrayTypeInfo<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final String stateName;

  FeedState(String stateName) {
    this.stateName = stateName;
  }

  String stateName() {
    return stateName;
  }

  static ValueStateDescriptor<Long> position() {
    return new ValueStateDescriptor<>(POSITION.stateName, Types.LONG);
  }

  /** One entry a conversation of the user, for as long as the user is: a repeat may come late. */
  static MapStateDescriptor<String, Long> lastSeqs() {
    return new MapStateDescriptor<>(LAST_SEQS.stateName, Types.STRING, Types.LONG);
  }

  /** One entry a member of each conversation of the user, for as long as the user is. */
  static MapStateDescriptor<String, byte[]> cursors() {
    return new MapStateDescriptor<>(CURSORS.stateName, Types.STRING, BYTES);
  }

  /** One entry a conversation for which the user has ever set something. */
  static MapStateDescriptor<String, Long> settingVersions() {
    return new MapStateDescriptor<>(SETTING_VERSIONS.stateName, Types.STRING, Types.LONG);
  }

  /** Bounded: each update removes the one that leaves the tail. */
  static MapStateDescriptor<Long, byte[]> tail() {
    return new MapStateDescriptor<>(TAIL.stateName, Types.LONG, BYTES);
  }

  /**
   * At most one a device; gone when it closes, is replaced or its gateway is dead. A list, because
   * every update reads all of them: that is one look-up, where a map would be a scan.
   */
  static ListStateDescriptor<byte[]> sessions() {
    return new ListStateDescriptor<>(SESSIONS.stateName, BYTES);
  }

  /** Bounded by the rules of Refusals. */
  static ListStateDescriptor<byte[]> refusals() {
    return new ListStateDescriptor<>(REFUSALS.stateName, BYTES);
  }

  /** Broadcast: one entry a slot. */
  static MapStateDescriptor<Integer, byte[]> gateways() {
    return new MapStateDescriptor<>(GATEWAYS.stateName, Types.INT, BYTES);
  }
}
