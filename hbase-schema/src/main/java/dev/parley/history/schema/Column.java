package dev.parley.history.schema;

import java.nio.charset.StandardCharsets;

/** Every column of the history. Names are frozen. */
public enum Column {
  /** Protobuf Message; timestamp = seq. */
  MESSAGE(Tables.MESSAGES, "m"),
  /** Protobuf Update; timestamp = the record's time in ms, because the TTL counts from it. */
  UPDATE(Tables.USER_FEED, "u"),
  /** Protobuf Message, the newest of the conversation; timestamp = seq. */
  LAST(Tables.CONVERSATIONS, "last"),
  /** The four cursors: a long of 8 bytes; timestamp = the value, so that they only rise. */
  DELIVERED(Tables.CONVERSATIONS, "delivered"),
  READ(Tables.CONVERSATIONS, "read"),
  PEER_DELIVERED(Tables.CONVERSATIONS, "peerDelivered"),
  PEER_READ(Tables.CONVERSATIONS, "peerRead"),
  /** Whether the row's user blocks the other: a long, 1 or 0; timestamp = the setting's version. */
  BLOCKED(Tables.CONVERSATIONS, "blocked");

  private final Tables table;
  private final String qualifier;

  Column(Tables table, String qualifier) {
    this.table = table;
    this.qualifier = qualifier;
  }

  public byte[] family() {
    return table.family();
  }

  public byte[] qualifier() {
    return qualifier.getBytes(StandardCharsets.UTF_8);
  }
}
