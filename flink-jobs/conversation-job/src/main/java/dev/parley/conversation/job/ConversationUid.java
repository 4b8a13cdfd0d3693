package dev.parley.conversation.job;

import dev.parley.flink.OperatorUid;

/** Operators of the conversation job. Frozen: savepoints know them. */
public enum ConversationUid implements OperatorUid {
  READ_INBOUND("read-inbound"),
  DECIDE("decide"),
  WRITE_FANOUT("write-fanout"),
  WRITE_CONVERSATION_LOG("write-conversation-log"),
  WRITE_DEAD_LETTERS("write-dead-letters");

  private final String uid;

  ConversationUid(String uid) {
    this.uid = uid;
  }

  @Override
  public String uid() {
    return uid;
  }
}
