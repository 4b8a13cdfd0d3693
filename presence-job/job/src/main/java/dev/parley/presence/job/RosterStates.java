package dev.parley.presence.job;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** States of {@link PresenceUid#ROSTER}, each per gateway and partition. In every savepoint. */
enum RosterStates {
  /** One value a roster, so that all rosters can be gone through without reading them. */
  INCARNATION("incarnation"),
  HEARD_AT("heard-at"),
  /** One entry a device and a watched user: gone when it ends, or its gateway is dead. */
  ENTRIES("entries"),
  GATEWAYS("gateways");

  private final String stateName;

  RosterStates(String stateName) {
    this.stateName = stateName;
  }

  String stateName() {
    return stateName;
  }

  static ValueStateDescriptor<Long> incarnation() {
    return new ValueStateDescriptor<>(INCARNATION.stateName, Types.LONG);
  }

  static ValueStateDescriptor<Long> heardAt() {
    return new ValueStateDescriptor<>(HEARD_AT.stateName, Types.LONG);
  }

  static MapStateDescriptor<String, byte[]> entries() {
    return new MapStateDescriptor<>(
        ENTRIES.stateName, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Broadcast: one entry a slot, a GatewayState. */
  static MapStateDescriptor<Integer, byte[]> gateways() {
    return new MapStateDescriptor<>(
        GATEWAYS.stateName, Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
