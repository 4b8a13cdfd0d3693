package dev.parley.stack.replay;

import dev.parley.protocol.v1.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which message has which place: (conversation, seq) to id, as one source tells it. */
final class Numbers {
  private final Map<String, TreeMap<Long, String>> byConversation = new TreeMap<>();
  private final List<String> contradictions = new ArrayList<>();

  /** A place may be told often, as long as it is told alike. */
  void add(Message message) {
    String before =
        byConversation
            .computeIfAbsent(message.getConversationId(), c -> new TreeMap<>())
            .putIfAbsent(message.getSeq(), message.getClientMessageId());
    if (before != null && !before.equals(message.getClientMessageId())) {
      contradictions.add(
          "%s %d is %s and %s"
              .formatted(
                  message.getConversationId(),
                  message.getSeq(),
                  before,
                  message.getClientMessageId()));
    }
  }

  /** Places that this source itself tells in two ways. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  Set<String> conversations() {
    return Collections.unmodifiableSet(byConversation.keySet());
  }

  Map<Long, String> of(String conversation) {
    return byConversation.getOrDefault(conversation, new TreeMap<>());
  }

  long head(String conversation) {
    TreeMap<Long, String> places = byConversation.get(conversation);
    return places == null ? 0 : places.lastKey();
  }

  int messages() {
    return byConversation.values().stream().mapToInt(Map::size).sum();
  }
}
