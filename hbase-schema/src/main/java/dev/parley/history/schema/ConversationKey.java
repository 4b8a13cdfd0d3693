package dev.parley.history.schema;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;

/** A row of {@link Tables#CONVERSATIONS}: one conversation as one of its members sees it. */
public record ConversationKey(UserId user, ConversationId conversation) {
  public byte[] bytes() {
    return KeyBytes.join(user.value(), conversation.value());
  }

  public static ConversationKey parse(byte[] row) {
    return new ConversationKey(
        new UserId(KeyBytes.idOf(row)), ConversationId.parse(KeyBytes.restOf(row)));
  }

  /** Sorts before every conversation of the user. */
  public static byte[] startOf(UserId user) {
    return KeyBytes.prefix(user.value());
  }

  /** Sorts after every conversation of the user. */
  public static byte[] endOf(UserId user) {
    return KeyBytes.end(user.value());
  }
}
