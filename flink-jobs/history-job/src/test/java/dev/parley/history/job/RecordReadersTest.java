package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.BlockChange;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.Update;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReadersTest {
  @Test
  void ofTheConversationLogOnlyMessagesAreStored() throws UnreadableRecordException {
    ConversationRecord receipt = record().setReceipt(LogRecords.receipt()).build();
    ConversationRecord block = record().setBlock(BlockChange.getDefaultInstance()).build();

    assertThat(RecordReaders.message(LogRecords.log(LogRecords.said(7))))
        .contains(LogRecords.message(7));
    assertThat(RecordReaders.message(LogRecords.log(receipt))).isEmpty();
    assertThat(RecordReaders.message(LogRecords.log(block))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("updates")
  void everyUpdateOfAFeedIsStored(Update.Builder update) throws UnreadableRecordException {
    FeedRecord record = LogRecords.feed(update);

    assertThat(RecordReaders.update(LogRecords.feed(record))).contains(record);
  }

  static Stream<Update.Builder> updates() {
    return Stream.of(
        update().setMessage(LogRecords.message(1)),
        update().setReceipt(LogRecords.receipt()),
        update().setConversation(setting(1)),
        update().setUnknownFields(ofANewerVersion()));
  }

  @ParameterizedTest
  @MethodSource("unreadableLogs")
  void whatMakesNoMessageRowIsRefused(SourceRecord record, String reason) {
    assertThatThrownBy(() -> RecordReaders.message(record))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessage(reason);
  }

  static Stream<Arguments> unreadableLogs() {
    return Stream.of(
        Arguments.of(
            LogRecords.source(Topics.CONVERSATION_LOG, "d:ann:cay", LogRecords.said(1)),
            "key: (expected: the record's id)"),
        Arguments.of(
            LogRecords.log(record().build()),
            "event: missing (expected: message, receipt or block)"),
        Arguments.of(LogRecords.log(LogRecords.said(0)), "seq: 0 (expected: 1 or more)"),
        Arguments.of(
            LogRecords.log(
                record()
                    .setMessage(LogRecords.message(1).toBuilder().setConversationId("d:ann:cay"))
                    .build()),
            "message: (expected: of the record's conversation)"),
        Arguments.of(
            LogRecords.log(
                record()
                    .setConversationId("x")
                    .setMessage(LogRecords.message(1).toBuilder().setConversationId("x"))
                    .build()),
            "conversationId: x (expected: d:<a>:<b> with user ids a < b)"));
  }

  @ParameterizedTest
  @MethodSource("unreadableFeeds")
  void whatMakesNoFeedRowIsRefused(SourceRecord record, String reason) {
    assertThatThrownBy(() -> RecordReaders.update(record))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessage(reason);
  }

  static Stream<Arguments> unreadableFeeds() {
    FeedRecord good = LogRecords.feed(update().setMessage(LogRecords.message(1)));
    return Stream.of(
        Arguments.of(
            LogRecords.source(Topics.USER_FEED, "ann", good), "key: (expected: the record's id)"),
        Arguments.of(
            LogRecords.feed(good.toBuilder().setTime(-1).build()),
            "time: -1 (expected: 0 or more)"),
        Arguments.of(
            LogRecords.feed(good.toBuilder().setUserId("a b").build()),
            "userId: a b (expected: 1 to 64 of A-Z a-z 0-9 . _ -)"),
        Arguments.of(
            LogRecords.feed(LogRecords.feed(update().setPosition(0))),
            "position: 0 (expected: 1 or more)"),
        Arguments.of(
            LogRecords.feed(LogRecords.feed(update())), "update: empty (expected: an entry)"),
        Arguments.of(
            LogRecords.feed(LogRecords.feed(update().setConversation(setting(0)))),
            "version: 0 (expected: 1 or more)"),
        Arguments.of(
            LogRecords.feed(
                LogRecords.feed(update().setReceipt(LogRecords.receipt().toBuilder().setRead(-5)))),
            "read: -5 (expected: 0 or more)"));
  }

  @Test
  void bytesThatAreNoRecordAreRefused() {
    SourceRecord noise =
        new SourceRecord("user-feed", 0, 1, 1, new byte[0], new byte[] {(byte) 0xff, 1});

    assertThatThrownBy(() -> RecordReaders.update(noise))
        .hasMessage("value: (expected: a record of this topic)");
    assertThatThrownBy(() -> RecordReaders.message(noise))
        .hasMessage("value: (expected: a record of this topic)");
  }

  private static ConversationRecord.Builder record() {
    return ConversationRecord.newBuilder().setConversationId(LogRecords.CONVERSATION);
  }

  private static Update.Builder update() {
    return Update.newBuilder().setPosition(1);
  }

  private static ConversationUpdate setting(long version) {
    return ConversationUpdate.newBuilder()
        .setConversationId(LogRecords.CONVERSATION)
        .setVersion(version)
        .build();
  }

  private static UnknownFieldSet ofANewerVersion() {
    return UnknownFieldSet.newBuilder()
        .addField(
            100, UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
        .build();
  }
}
