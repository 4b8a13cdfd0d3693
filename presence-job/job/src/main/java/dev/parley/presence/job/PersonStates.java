package dev.parley.presence.job;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** States of {@link PresenceUid#PRESENCE}, each per user. In every savepoint. */
enum PersonStates {
  /** A PersonState: small, and every signal needs all of it. Lives as long as the user. */
  PERSON("person"),
  /** One entry a contact, for as long as the user is. */
  CONTACTS("contacts");

  private final String stateName;

  PersonStates(String stateName) {
    this.stateName = stateName;
  }

  String stateName() {
    return stateName;
  }

  static ValueStateDescriptor<byte[]> person() {
    return new ValueStateDescriptor<>(
        PERSON.stateName, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  static MapStateDescriptor<String, Boolean> contacts() {
    return new MapStateDescriptor<>(CONTACTS.stateName, Types.STRING, Types.BOOLEAN);
  }
}
