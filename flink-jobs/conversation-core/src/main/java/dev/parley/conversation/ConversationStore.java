package dev.parley.conversation;

import dev.parley.protocol.id.UserId;

/** A conversation as events change it. */
public interface ConversationStore extends ConversationView {
  /** Makes {@code message} the head, and remembers it. Its seq is head + 1. */
  void append(Remembered message, ContentHash content);

  /** Takes the oldest message out of the memory. */
  void forgetOldest();

  void setFloor(Sender sender, long localSeq);

  void setCursors(UserId user, Cursors cursors);

  void setBlock(UserId user, BlockSetting setting);
}
