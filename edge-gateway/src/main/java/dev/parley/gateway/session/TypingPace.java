package dev.parley.gateway.session;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import java.util.HashMap;
import java.util.Map;

/** How often what a device types is passed on, in each conversation. */
final class TypingPace {
  private static final long INTERVAL_MS = ProtocolLimits.TYPING_INTERVAL.toMillis();
  private static final long LASTS_MS = ProtocolLimits.TYPING_LASTS.toMillis();
  private static final int CONVERSATIONS_MAX = 64;

  private record Said(long at, boolean on) {}

  private final Map<ConversationId, Said> last = new HashMap<>();

  /** An end is passed on if its beginning was. */
  boolean passes(ConversationId conversation, boolean on, long now) {
    // Nobody has to say that it ended: after a while it has.
    last.values().removeIf(said -> now - said.at() >= (said.on() ? LASTS_MS : INTERVAL_MS));
    Said said = last.get(conversation);
    if (!on) {
      if (said == null || !said.on()) {
        return false;
      }
      last.put(conversation, new Said(said.at(), false));
      return true;
    }
    if (said != null && now - said.at() < INTERVAL_MS) {
      return false;
    }
    if (said == null && last.size() >= CONVERSATIONS_MAX) {
      return false; // nobody types in so many
    }
    last.put(conversation, new Said(now, true));
    return true;
  }
}
