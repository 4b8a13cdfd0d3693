package dev.parley.history.read;

import dev.parley.history.schema.Column;
import dev.parley.history.schema.ConversationKey;
import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Rows;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.hbase.client.Result;

/** A user's conversations, latest activity first. Safe for use by many threads. */
public final class ConversationReader {
  private static final int ROWS_A_SCAN = 500;

  /** Who never reads and only writes is not worth more than this many pages of counting. */
  private static final int UNREAD_PAGES_MAX = 10;

  private final Rows rows;
  private final HistoryReader history;

  public ConversationReader(Rows rows, HistoryReader history) {
    this.rows = rows;
    this.history = history;
  }

  /**
   * The first {@code limit} conversations after the cursor; throws IllegalArgumentException for a
   * cursor that is none.
   *
   * <p>Activity changes with every message, so it is no part of the row key: all rows of the user
   * are looked at, and the page alone is kept.
   */
  public ConversationPage list(UserId user, Optional<String> after, int limit)
      throws HistoryUnavailableException {
    Optional<ActivityCursor> start = after.map(ActivityCursor::parse);
    var page = new TreeMap<ActivityCursor, ConversationSummary>();
    boolean more = false;
    byte[] from = ConversationKey.startOf(user);
    byte[] end = ConversationKey.endOf(user);
    List<Result> scanned;
    do {
      scanned = rows.scan(Tables.CONVERSATIONS.tableName(), Scans.of(from, end, ROWS_A_SCAN));
      for (Result row : scanned) {
        ConversationSummary summary = summary(row);
        ActivityCursor place = ActivityCursor.of(summary);
        if (start.isEmpty() || place.compareTo(start.get()) > 0) {
          page.put(place, summary);
        }
        if (page.size() > limit) {
          page.pollLastEntry();
          more = true;
        }
        from = after(row.getRow());
      }
    } while (scanned.size() == ROWS_A_SCAN);
    return new ConversationPage(
        withUnread(user, page.values()),
        more ? Optional.of(page.lastKey().toString()) : Optional.empty());
  }

  private static ConversationSummary summary(Result row) {
    ConversationSummary.Builder summary =
        ConversationSummary.newBuilder()
            .setConversationId(ConversationKey.parse(row.getRow()).conversation().value())
            .setDelivered(Cells.number(row, Column.DELIVERED))
            .setRead(Cells.number(row, Column.READ))
            .setPeerDelivered(Cells.number(row, Column.PEER_DELIVERED))
            .setPeerRead(Cells.number(row, Column.PEER_READ))
            .setBlocked(Cells.number(row, Column.BLOCKED) == 1);
    Cells.message(row, Column.LAST)
        .ifPresent(last -> summary.setLastMessage(last).setLastSeq(last.getSeq()));
    return summary.build();
  }

  private List<ConversationSummary> withUnread(UserId user, Iterable<ConversationSummary> summaries)
      throws HistoryUnavailableException {
    List<ConversationSummary> counted = new ArrayList<>();
    for (ConversationSummary summary : summaries) {
      counted.add(summary.toBuilder().setUnread(unread(user, summary)).build());
    }
    return counted;
  }

  /** Counted from the newest message down to the read cursor, page by page. */
  private int unread(UserId user, ConversationSummary summary) throws HistoryUnavailableException {
    ConversationId conversation = ConversationId.parse(summary.getConversationId());
    int unread = 0;
    long before = summary.getLastSeq() + 1;
    for (int pages = 0; pages < UNREAD_PAGES_MAX && before > summary.getRead() + 1; pages++) {
      MessagePage page =
          history.page(conversation, OptionalLong.of(before), ProtocolLimits.UNREAD_COUNT_MAX);
      for (Message message : page.messages()) {
        boolean isUnread =
            message.getSeq() > summary.getRead() && !message.getFrom().equals(user.value());
        unread += isUnread ? 1 : 0;
      }
      if (!page.hasMore() || unread >= ProtocolLimits.UNREAD_COUNT_MAX) {
        break;
      }
      before = page.messages().get(0).getSeq();
    }
    return Math.min(unread, ProtocolLimits.UNREAD_COUNT_MAX);
  }

  /** The smallest key that is larger. */
  private static byte[] after(byte[] row) {
    return Arrays.copyOf(row, row.length + 1);
  }
}
