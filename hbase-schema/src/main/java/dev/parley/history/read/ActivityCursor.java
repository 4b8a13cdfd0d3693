package dev.parley.history.read;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.v1.ConversationSummary;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the list of conversations: latest activity first, then by id. */
record ActivityCursor(long lastSentAt, ConversationId conversation)
    implements Comparable<ActivityCursor> {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,15})~(.{1,200})");
  private static final Comparator<ActivityCursor> ORDER =
      Comparator.comparingLong(ActivityCursor::lastSentAt)
          .reversed()
          .thenComparing(ActivityCursor::conversation);

  static ActivityCursor of(ConversationSummary summary) {
    return new ActivityCursor(
        summary.getLastMessage().getSentAt(), ConversationId.parse(summary.getConversationId()));
  }

  /** Throws what its author may read: the text comes from a client. */
  static ActivityCursor parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      try {
        return new ActivityCursor(
            Long.parseLong(form.group(1)), ConversationId.parse(form.group(2)));
      } catch (IllegalArgumentException e) {
        // the same answer as for any other text that is no cursor
      }
    }
    throw new IllegalArgumentException("after: (expected: the cursor that the page before gave)");
  }

  @Override
  public int compareTo(ActivityCursor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return lastSentAt + "~" + conversation;
  }
}
