package dev.parley.history.read;

import dev.parley.protocol.v1.ConversationSummary;
import java.util.List;
import java.util.Optional;

/** Conversations by latest activity; {@code next} = the cursor of the page after this one. */
public record ConversationPage(List<ConversationSummary> conversations, Optional<String> next) {
  public ConversationPage {
    conversations = List.copyOf(conversations);
  }

  /** A shorter page, at least one long; the next one begins with what this one leaves out. */
  public ConversationPage first(int count) {
    return count >= conversations.size()
        ? this
        : new ConversationPage(
            conversations.subList(0, count),
            Optional.of(ActivityCursor.of(conversations.get(count - 1)).toString()));
  }
}
