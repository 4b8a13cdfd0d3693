package dev.parley.history.schema;

import dev.parley.protocol.id.ConversationId;

/** A row of {@link Tables#MESSAGES}: newest first within a conversation. */
public record MessageKey(ConversationId conversation, long seq) {
  public byte[] bytes() {
    return KeyBytes.newestFirst(conversation.value(), seq);
  }

  public static MessageKey parse(byte[] row) {
    return new MessageKey(ConversationId.parse(KeyBytes.idOf(row)), KeyBytes.numberOf(row));
  }

  /** Sorts before every message of the conversation. */
  public static byte[] startOf(ConversationId conversation) {
    return KeyBytes.prefix(conversation.value());
  }

  /** Sorts after every message of the conversation. */
  public static byte[] endOf(ConversationId conversation) {
    return KeyBytes.end(conversation.value());
  }
}
