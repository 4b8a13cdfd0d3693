package dev.parley.delivery.job;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.parley.delivery.FeedInput;
import dev.parley.delivery.FeedInputs;
import dev.parley.delivery.GatewayDirectory;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.SessionRecord;

/** From a record's bytes to what it means. */
final class RecordReader {
  private RecordReader() {}

  /** An input and its time: of the inbound record that caused it, or of the session's record. */
  record TimedInput(FeedInput input, long time) {}

  static TimedInput input(SourceRecord record) throws UnreadableRecordException {
    boolean isSession = record.topic().equals(Topics.SESSIONS.topicName());
    return isSession ? session(record) : fanout(record);
  }

  static GatewayDirectory heard(GatewayDirectory directory, SourceRecord record)
      throws UnreadableRecordException {
    GatewayRecord heard = parse(GatewayRecord.parser(), record);
    try {
      return directory.heard(heard, record.offset(), record.timestamp());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(String.valueOf(e.getMessage()));
    }
  }

  private static TimedInput fanout(SourceRecord record) throws UnreadableRecordException {
    FanoutRecord fanout = parse(FanoutRecord.parser(), record);
    requireKey(record, fanout.getUserId());
    try {
      return new TimedInput(FeedInputs.of(fanout), fanout.getTime());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(String.valueOf(e.getMessage()));
    }
  }

  private static TimedInput session(SourceRecord record) throws UnreadableRecordException {
    SessionRecord session = parse(SessionRecord.parser(), record);
    requireKey(record, session.getUserId());
    try {
      return new TimedInput(FeedInputs.of(session), record.timestamp());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(String.valueOf(e.getMessage()));
    }
  }

  /** Else one user's updates would reach another, or two partitions would feed one user. */
  private static void requireKey(SourceRecord record, String userId)
      throws UnreadableRecordException {
    if (userId.isEmpty() || !record.keyText().equals(userId)) {
      throw new UnreadableRecordException("key: (expected: the record's user_id)");
    }
  }

  private static <T> T parse(Parser<T> parser, SourceRecord record)
      throws UnreadableRecordException {
    try {
      return parser.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableRecordException("value: (expected: a record of this topic)");
    }
  }
}
