package dev.parley.gateway.session;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.TypingSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is shown as typing to this device. It ends by itself, whatever was lost. */
final class TypingShown {
  private static final long LASTS_MS = ProtocolLimits.TYPING_LASTS.toMillis();

  private record Shown(TypingSignal typing, long until) {}

  private final Map<String, Shown> byConversation = new LinkedHashMap<>();

  void show(TypingSignal typing, Outbound out, long now) {
    OutFrame frame = Replies.typing(typing, typing.getOn());
    if (!typing.getOn()) {
      if (byConversation.remove(typing.getConversationId()) != null) {
        out.transmit(frame, now);
      }
    } else if (out.hasRoomFor(frame, Outbound.DRAINED_BYTES)) {
      byConversation.put(typing.getConversationId(), new Shown(typing, now + LASTS_MS));
      out.transmit(frame, now);
    } else {
      out.add(new Effect.Presence(new PresenceEffect.Drop(Work.TYPING)));
    }
  }

  void tick(Outbound out, long now) {
    List<TypingSignal> over = new ArrayList<>();
    byConversation.values().stream()
        .filter(shown -> now >= shown.until())
        .forEach(shown -> over.add(shown.typing()));
    for (TypingSignal typing : over) {
      byConversation.remove(typing.getConversationId());
      out.transmit(Replies.typing(typing, false), now);
    }
  }

  long deadline() {
    return byConversation.values().stream().mapToLong(Shown::until).min().orElse(Long.MAX_VALUE);
  }
}
