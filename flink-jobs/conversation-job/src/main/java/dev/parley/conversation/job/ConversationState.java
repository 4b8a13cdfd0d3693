package dev.parley.conversation.job;

/**
 * States of {@link ConversationUid#DECIDE}, each per conversation. Frozen: savepoints know them.
 */
enum ConversationState {
  /** The seq of the newest message. */
  HEAD("head"),
  /** The seq of the oldest message in the memory. */
  OLDEST_REMEMBERED("oldest-remembered"),
  /**
   * seq to RememberedValue. Dies by record time, at the next record of the conversation: one that
   * falls silent keeps its last month's ids.
   */
  MEMORY("memory"),
  /** user/device/id to KnownValue; the same messages as in the memory. */
  IDS("ids"),
  /** user/device to the highest localSeq forgotten. Lives as long as the conversation. */
  FLOORS("floors"),
  /** user to CursorsValue. Lives as long as the conversation. */
  CURSORS("cursors"),
  /** user to BlockValue. Lives as long as the conversation; from version 2 on. */
  BLOCKS("blocks");

  private final String stateName;

  ConversationState(String stateName) {
    this.stateName = stateName;
  }

  String stateName() {
    return stateName;
  }
}
