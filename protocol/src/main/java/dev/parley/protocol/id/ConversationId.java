package dev.parley.protocol.id;

import java.util.List;

/**
 * A direct conversation, {@code d:<a>:<b>} with a &lt; b in byte order: both members can name it
 * without asking anyone, and it can't exist twice.
 */
public record ConversationId(UserId first, UserId second) implements Comparable<ConversationId> {
  private static final String NAME = "conversationId";
  private static final String RULE = "d:<a>:<b> with user ids a < b";

  public ConversationId {
    if (first.compareTo(second) >= 0) {
      throw Ids.invalid(NAME, "d:" + first + ":" + second, RULE);
    }
  }

  /** The conversation of two different users, in whatever order they are named. */
  public static ConversationId direct(UserId one, UserId other) {
    if (one.equals(other)) {
      throw Ids.invalid("to", other.value(), "another user than oneself");
    }
    return one.compareTo(other) < 0
        ? new ConversationId(one, other)
        : new ConversationId(other, one);
  }

  public static ConversationId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[0].equals("d")) {
      throw Ids.invalid(NAME, text, RULE);
    }
    return new ConversationId(new UserId(parts[1]), new UserId(parts[2]));
  }

  public boolean hasMember(UserId user) {
    return user.equals(first) || user.equals(second);
  }

  public UserId peerOf(UserId user) {
    return user.equals(first) ? second : first;
  }

  public List<UserId> members() {
    return List.of(first, second);
  }

  public String value() {
    return "d:" + first + ":" + second;
  }

  @Override
  public int compareTo(ConversationId other) {
    return value().compareTo(other.value());
  }

  @Override
  public String toString() {
    return value();
  }
}
