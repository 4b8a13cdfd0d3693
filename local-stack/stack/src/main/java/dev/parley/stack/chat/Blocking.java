package dev.parley.stack.chat;

import dev.parley.protocol.v1.ConversationUpdate;
import java.util.Optional;

/** Whether this user blocks the other one, in words. */
final class Blocking {
  private final String peer;
  private boolean on;
  private long version;
  private boolean shown;

  Blocking(String peer) {
    this.peer = peer;
  }

  boolean isOn() {
    return on;
  }

  /** What the feed says; an older word changes nothing. */
  void is(ConversationUpdate update) {
    if (update.getVersion() > version) {
      version = update.getVersion();
      on = update.getBlocked();
    }
  }

  /** What the list says: it may lag behind the feed, so it counts only until the feed says more. */
  void isListed(boolean blocked) {
    if (version == 0) {
      on = blocked;
    }
  }

  /** So much of the feed was missed that the list knows better. */
  void forget() {
    version = 0;
  }

  /** The words, if they are others than those before. */
  Optional<String> changedWords() {
    boolean changed = on != shown;
    shown = on;
    return changed ? Optional.of(words()) : Optional.empty();
  }

  String words() {
    return on
        ? "you block %s: no message goes either way until /unblock".formatted(peer)
        : "you don't block %s".formatted(peer);
  }
}
