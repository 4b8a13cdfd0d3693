package dev.parley.delivery;

import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.Optional;

/**
 * One user's state, to read. Each entry by itself, so that an update touches only what it needs.
 */
public interface FeedView {
  /** Of the newest update; 0 = none yet. */
  long position();

  /** Of the newest message of that conversation in this feed; 0 = none yet. */
  long lastSeq(String conversationId);

  Cursors cursors(String conversationId, String userId);

  /** Of what the user has set for that conversation; 0 = nothing yet. */
  long settingVersion(String conversationId);

  /** An update of the tail. */
  Optional<Update> tail(long position);

  List<Session> sessions();

  Refusals refusals();
}
