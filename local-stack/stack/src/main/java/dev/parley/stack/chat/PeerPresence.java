package dev.parley.stack.chat;

import dev.parley.protocol.v1.Presence;
import java.util.Optional;
import java.util.function.LongFunction;

/** What is known of the other one right now, in words. */
final class PeerPresence {
  private final String peer;
  private final LongFunction<String> timeOf;
  private Presence presence = Presence.getDefaultInstance();
  private boolean typing;
  private String shown = "";

  PeerPresence(String peer, LongFunction<String> timeOf) {
    this.peer = peer;
    this.timeOf = timeOf;
  }

  void is(Presence now) {
    presence = now;
    typing &= now.getOnline();
  }

  void types(boolean on) {
    typing = on;
  }

  /** Without a connection nothing is known. */
  void forget() {
    presence = Presence.getDefaultInstance();
    typing = false;
  }

  /** The words, if they are others than those before; empty ones say nothing. */
  Optional<String> changedWords() {
    String words = words();
    boolean changed = !words.equals(shown);
    shown = words;
    return changed ? Optional.of(words) : Optional.empty();
  }

  private String words() {
    if (typing) {
      return peer + " is typing…";
    }
    if (presence.getOnline()) {
      return peer + (presence.getAway() ? " is away" : " is online");
    }
    return presence.hasLastSeen()
        ? peer + " was last seen " + timeOf.apply(presence.getLastSeen())
        : "";
  }
}
