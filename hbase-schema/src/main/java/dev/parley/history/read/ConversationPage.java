package dev.parley.history.read;

import dev.parley.protocol.v1.ConversationSummary;
import java.util.List;
import java.util.Optional;

/** Conversations by latest activity; {@code next} = the cursor of the page after this one. */
public record ConversationPage(List<ConversationSummary> conversations, Optional<String> next) {
  public ConversationPage {
    conversations = List.copyOf(conversations);
  }
}
