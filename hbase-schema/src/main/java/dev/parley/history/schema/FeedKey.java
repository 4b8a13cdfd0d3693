package dev.parley.history.schema;

import dev.parley.protocol.id.UserId;

/** A row of {@link Tables#USER_FEED}: newest first within a user's feed. */
public record FeedKey(UserId user, long position) {
  public byte[] bytes() {
    return KeyBytes.newestFirst(user.value(), position);
  }

  public static FeedKey parse(byte[] row) {
    return new FeedKey(new UserId(KeyBytes.idOf(row)), KeyBytes.numberOf(row));
  }

  /** Sorts before every update of the user. */
  public static byte[] startOf(UserId user) {
    return KeyBytes.prefix(user.value());
  }

  /** Sorts after every update of the user. */
  public static byte[] endOf(UserId user) {
    return KeyBytes.end(user.value());
  }
}
