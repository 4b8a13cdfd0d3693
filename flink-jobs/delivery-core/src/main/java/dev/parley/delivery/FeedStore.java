package dev.parley.delivery;

import dev.parley.protocol.v1.Update;

/** One user's state, to write. Who keeps it decides where; what is kept is decided here alone. */
public interface FeedStore extends FeedView {
  void setPosition(long position);

  void setLastSeq(String conversationId, long seq);

  void setCursors(String conversationId, String userId, Cursors cursors);

  void setSettingVersion(String conversationId, long version);

  void putTail(Update update);

  void removeTail(long position);

  /** Adds it, or replaces the one with its id. */
  void putSession(Session session);

  void removeSession(String sessionId);

  void setRefusals(Refusals refusals);
}
