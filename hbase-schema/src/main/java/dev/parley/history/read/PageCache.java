package dev.parley.history.read;

import dev.parley.protocol.id.ConversationId;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers what it can prove, and nothing else. It neither fails nor blocks for long. */
public interface PageCache {
  /** The page as HBase would give it, or empty if that isn't certain. */
  Optional<MessagePage> page(ConversationId conversation, OptionalLong before, int limit);
}
