package dev.parley.presence.job;

import dev.parley.flink.OperatorUid;

/** Operators of the presence job. Frozen: savepoints know them. */
enum PresenceUid implements OperatorUid {
  READ_SIGNALS("read-presence-signals"),
  READ_GATEWAYS("read-gateways"),
  READ_CONTACTS("read-contacts"),
  ROSTER("roster"),
  MEET("meet"),
  PRESENCE("presence"),
  WRITE_SIGNALS("write-gateway-signals"),
  WRITE_SNAPSHOTS("write-snapshots"),
  WRITE_DEAD_LETTERS("write-dead-letters");

  private final String uid;

  PresenceUid(String uid) {
    this.uid = uid;
  }

  @Override
  public String uid() {
    return uid;
  }
}
