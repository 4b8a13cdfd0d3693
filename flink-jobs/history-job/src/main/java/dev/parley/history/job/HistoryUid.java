package dev.parley.history.job;

import dev.parley.flink.OperatorUid;

/** Operators of the history job. Frozen: savepoints know them. */
enum HistoryUid implements OperatorUid {
  READ_CONVERSATION_LOG("read-conversation-log"),
  SELECT_MESSAGES("select-messages"),
  STORE_MESSAGES("store-messages"),
  READ_USER_FEED("read-user-feed"),
  SELECT_UPDATES("select-updates"),
  STORE_UPDATES("store-updates"),
  WRITE_DEAD_LETTERS("write-dead-letters");

  private final String uid;

  HistoryUid(String uid) {
    this.uid = uid;
  }

  @Override
  public String uid() {
    return uid;
  }
}
