package dev.parley.history.job;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Update;
import java.util.Optional;

/**
 * Reads the two logs, and refuses whatever would make no row: a put that can't be made would stop
 * the job at the same record again and again.
 */
final class RecordReaders {
  private RecordReaders() {}

  /** Of conversation-log only messages are stored; the rest comes with the members' feeds. */
  static Optional<Message> message(SourceRecord source) throws UnreadableRecordException {
    ConversationRecord record = parse(ConversationRecord.parser(), source);
    requireKey(source, record.getConversationId());
    return switch (record.getEventCase()) {
      case MESSAGE -> {
        requireMessage(record.getMessage());
        if (!record.getMessage().getConversationId().equals(record.getConversationId())) {
          throw new UnreadableRecordException("message: (expected: of the record's conversation)");
        }
        yield Optional.of(record.getMessage());
      }
      case RECEIPT, BLOCK -> Optional.empty();
      case EVENT_NOT_SET ->
          throw new UnreadableRecordException(
              "event: missing (expected: message, receipt or block)");
    };
  }

  static Optional<FeedRecord> update(SourceRecord source) throws UnreadableRecordException {
    FeedRecord record = parse(FeedRecord.parser(), source);
    requireKey(source, record.getUserId());
    requireId(() -> new UserId(record.getUserId()));
    requireAtLeast("time", record.getTime(), 0);
    requireUpdate(record.getUpdate());
    return Optional.of(record);
  }

  private static void requireUpdate(Update update) throws UnreadableRecordException {
    requireAtLeast("position", update.getPosition(), 1);
    switch (update.getEntryCase()) {
      case MESSAGE -> requireMessage(update.getMessage());
      case RECEIPT -> requireReceipt(update.getReceipt());
      case CONVERSATION -> requireSetting(update.getConversation());
      case ENTRY_NOT_SET -> {
        // A kind of a newer version arrives as an unknown field. It has a position, and without it
        // the feed would have a hole; its bytes are kept as they are.
        if (update.getUnknownFields().asMap().isEmpty()) {
          throw new UnreadableRecordException("update: empty (expected: an entry)");
        }
      }
    }
  }

  private static void requireMessage(Message message) throws UnreadableRecordException {
    requireId(() -> ConversationId.parse(message.getConversationId()));
    requireAtLeast("seq", message.getSeq(), 1);
  }

  private static void requireReceipt(ReceiptUpdate receipt) throws UnreadableRecordException {
    requireId(() -> ConversationId.parse(receipt.getConversationId()));
    requireAtLeast("delivered", receipt.getDelivered(), 0);
    requireAtLeast("read", receipt.getRead(), 0);
  }

  private static void requireSetting(ConversationUpdate setting) throws UnreadableRecordException {
    requireId(() -> ConversationId.parse(setting.getConversationId()));
    requireAtLeast("version", setting.getVersion(), 1);
  }

  /** Under another key, two partitions and so two writers would have rows of one id. */
  private static void requireKey(SourceRecord source, String id) throws UnreadableRecordException {
    if (!source.keyText().equals(id)) {
      throw new UnreadableRecordException("key: (expected: the record's id)");
    }
  }

  private static void requireId(Runnable parse) throws UnreadableRecordException {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(String.valueOf(e.getMessage()));
    }
  }

  private static void requireAtLeast(String name, long value, long min)
      throws UnreadableRecordException {
    if (value < min) {
      throw new UnreadableRecordException(
          "%s: %d (expected: %d or more)".formatted(name, value, min));
    }
  }

  private static <T> T parse(Parser<T> parser, SourceRecord source)
      throws UnreadableRecordException {
    try {
      return parser.parseFrom(source.value());
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableRecordException("value: (expected: a record of this topic)");
    }
  }
}
