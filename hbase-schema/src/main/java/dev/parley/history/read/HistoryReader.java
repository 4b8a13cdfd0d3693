package dev.parley.history.read;

import dev.parley.history.schema.MessageKey;
import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryUnavailableException;
import dev.parley.history.store.Rows;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.v1.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/** A conversation's messages, page by page from the newest. Safe for use by many threads. */
public final class HistoryReader {
  private final Rows rows;
  private final PageCache recent;

  public HistoryReader(Rows rows, PageCache recent) {
    this.rows = rows;
    this.recent = recent;
  }

  /** The newest {@code limit} messages, or the newest before the seq {@code before}. */
  public MessagePage page(ConversationId conversation, OptionalLong before, int limit)
      throws HistoryUnavailableException {
    var cached = recent.page(conversation, before, limit);
    return cached.isPresent() ? cached.get() : stored(conversation, before, limit);
  }

  private MessagePage stored(ConversationId conversation, OptionalLong before, int limit)
      throws HistoryUnavailableException {
    byte[] start =
        before.isPresent()
            ? new MessageKey(conversation, before.getAsLong() - 1).bytes()
            : MessageKey.startOf(conversation);
    // One more than asked for tells whether there is more.
    Scan scan = Scans.of(start, MessageKey.endOf(conversation), limit + 1);
    List<Message> newestFirst = new ArrayList<>();
    for (Result row : rows.scan(Tables.MESSAGES.tableName(), scan)) {
      newestFirst.add(Cells.message(row));
    }
    boolean hasMore = newestFirst.size() > limit;
    List<Message> page = new ArrayList<>(hasMore ? newestFirst.subList(0, limit) : newestFirst);
    Collections.reverse(page);
    return new MessagePage(page, hasMore);
  }
}
