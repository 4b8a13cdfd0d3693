package dev.parley.protocol;

/** Every Redis key of Parley. Braces are the hash tag: keys of one conversation share a node. */
public final class RedisKeys {
  /** A counter; entries of an older generation are not to be trusted. */
  public static final String RECENT_GENERATION = "parley:recent:generation";

  /** A counter; snapshots of an older generation are not to be trusted. */
  public static final String PRESENCE_GENERATION = "parley:presence:generation";

  /** In a presence snapshot: the PresenceStatus. The other fields are users who may see it. */
  public static final String PRESENCE_STATUS = "status";

  private static final String PRESENCE_VIEWER = "viewer:";

  private RedisKeys() {}

  /** Hash: how a user is to be shown, and to whom. */
  public static String presence(long generation, String userId) {
    return "parley:presence:" + generation + ":{" + userId + "}";
  }

  /** In a presence snapshot: this user may see it. */
  public static String presenceViewer(String userId) {
    return PRESENCE_VIEWER + userId;
  }

  /** Sorted set: the newest messages of a conversation, by seq. */
  public static String recentMessages(long generation, String conversationId) {
    return "parley:recent:" + generation + ":{" + conversationId + "}";
  }
}
