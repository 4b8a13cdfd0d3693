package dev.parley.history.write;

import dev.parley.history.schema.Column;
import dev.parley.history.schema.ConversationKey;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.hbase.client.Put;

/** What a batch says about one row of the conversations: the highest of everything. */
final class ConversationRow {
  private final ConversationKey key;
  private final Map<Column, Long> cursors = new EnumMap<>(Column.class);
  private Message last = Message.getDefaultInstance();
  private ConversationUpdate setting = ConversationUpdate.getDefaultInstance();

  ConversationRow(ConversationKey key) {
    this.key = key;
  }

  void message(Message message) {
    if (message.getSeq() > last.getSeq()) {
      last = message;
    }
  }

  void receipt(ReceiptUpdate receipt) {
    boolean own = receipt.getUserId().equals(key.user().value());
    raise(own ? Column.DELIVERED : Column.PEER_DELIVERED, receipt.getDelivered());
    raise(own ? Column.READ : Column.PEER_READ, receipt.getRead());
  }

  void setting(ConversationUpdate update) {
    if (update.getVersion() > setting.getVersion()) {
      setting = update;
    }
  }

  Put put() {
    Put put = new Put(key.bytes());
    if (last.getSeq() > 0) {
      put.addColumn(
          Column.LAST.family(), Column.LAST.qualifier(), last.getSeq(), last.toByteArray());
    }
    cursors.forEach(
        (column, value) -> put.addColumn(column.family(), column.qualifier(), value, bytes(value)));
    if (setting.getVersion() > 0) {
      put.addColumn(
          Column.BLOCKED.family(),
          Column.BLOCKED.qualifier(),
          setting.getVersion(),
          bytes(setting.getBlocked() ? 1 : 0));
    }
    return put;
  }

  private void raise(Column column, long value) {
    cursors.merge(column, value, Math::max);
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
