package dev.parley.protocol;

/** Every Redis key of Parley. Braces are the hash tag: keys of one conversation share a node. */
public final class RedisKeys {
  /** A counter; entries of an older generation are not to be trusted. */
  public static final String RECENT_GENERATION = "parley:recent:generation";

  private RedisKeys() {}

  /** Sorted set: the newest messages of a conversation, by seq. */
  public static String recentMessages(long generation, String conversationId) {
    return "parley:recent:" + generation + ":{" + conversationId + "}";
  }
}
