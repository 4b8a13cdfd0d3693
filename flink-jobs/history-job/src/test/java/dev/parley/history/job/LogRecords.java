package dev.parley.history.job;

import com.google.protobuf.MessageLite;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Update;
import java.nio.charset.StandardCharsets;

/** Records as the two logs have them. */
final class LogRecords {
  static final String CONVERSATION = "d:ann:bob";

  private LogRecords() {}

  static Message message(long seq) {
    return Message.newBuilder()
        .setConversationId(CONVERSATION)
        .setSeq(seq)
        .setFrom("ann")
        .setText("text " + seq)
        .build();
  }

  static ConversationRecord said(long seq) {
    return ConversationRecord.newBuilder()
        .setConversationId(CONVERSATION)
        .setTime(1)
        .setMessage(message(seq))
        .build();
  }

  static ReceiptUpdate receipt() {
    return ReceiptUpdate.newBuilder()
        .setConversationId(CONVERSATION)
        .setUserId("bob")
        .setDelivered(1)
        .build();
  }

  static FeedRecord feed(Update.Builder update) {
    return FeedRecord.newBuilder().setUserId("bob").setTime(1).setUpdate(update).build();
  }

  static SourceRecord log(ConversationRecord record) {
    return source(Topics.CONVERSATION_LOG, record.getConversationId(), record);
  }

  static SourceRecord feed(FeedRecord record) {
    return source(Topics.USER_FEED, record.getUserId(), record);
  }

  static SourceRecord source(Topics topic, String key, MessageLite value) {
    return new SourceRecord(
        topic.topicName(), 3, 42, 1, key.getBytes(StandardCharsets.UTF_8), value.toByteArray());
  }
}
