package dev.parley.history.write;

import dev.parley.history.schema.Column;
import dev.parley.history.schema.ConversationKey;
import dev.parley.history.schema.FeedKey;
import dev.parley.history.schema.MessageKey;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.Put;

/**
 * Records as puts. Row, column, timestamp and value follow from the record alone, and a cell keeps
 * the highest timestamp: repeating puts, or mixing old ones under new ones, changes nothing.
 */
public final class HistoryPuts {
  private HistoryPuts() {}

  /** {@link dev.parley.history.schema.Tables#MESSAGES}: one row a message. */
  public static List<Put> messages(Collection<Message> messages) {
    return messages.stream().map(HistoryPuts::message).toList();
  }

  /** {@link dev.parley.history.schema.Tables#USER_FEED}: one row an update. */
  public static List<Put> feed(Collection<FeedRecord> records) {
    return records.stream().map(HistoryPuts::update).toList();
  }

  /**
   * {@link dev.parley.history.schema.Tables#CONVERSATIONS}: one put for each row, however many
   * updates of that row there are. Updates that say nothing about it make none.
   */
  public static List<Put> conversations(Collection<FeedRecord> records) {
    Map<ConversationKey, ConversationRow> rows = new LinkedHashMap<>();
    for (FeedRecord record : records) {
      UserId user = new UserId(record.getUserId());
      var update = record.getUpdate();
      switch (update.getEntryCase()) {
        case MESSAGE ->
            row(rows, user, update.getMessage().getConversationId()).message(update.getMessage());
        case RECEIPT ->
            row(rows, user, update.getReceipt().getConversationId()).receipt(update.getReceipt());
        case CONVERSATION ->
            row(rows, user, update.getConversation().getConversationId())
                .setting(update.getConversation());
        case ENTRY_NOT_SET -> {}
      }
    }
    return rows.values().stream().map(ConversationRow::put).toList();
  }

  private static ConversationRow row(
      Map<ConversationKey, ConversationRow> rows, UserId user, String conversation) {
    return rows.computeIfAbsent(
        new ConversationKey(user, ConversationId.parse(conversation)), ConversationRow::new);
  }

  private static Put message(Message message) {
    ConversationId conversation = ConversationId.parse(message.getConversationId());
    return new Put(new MessageKey(conversation, message.getSeq()).bytes())
        .addColumn(
            Column.MESSAGE.family(),
            Column.MESSAGE.qualifier(),
            message.getSeq(),
            message.toByteArray());
  }

  private static Put update(FeedRecord record) {
    FeedKey key = new FeedKey(new UserId(record.getUserId()), record.getUpdate().getPosition());
    return new Put(key.bytes())
        .addColumn(
            Column.UPDATE.family(),
            Column.UPDATE.qualifier(),
            record.getTime(),
            record.getUpdate().toByteArray());
  }
}
