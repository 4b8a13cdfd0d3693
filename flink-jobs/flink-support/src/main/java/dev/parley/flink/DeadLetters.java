package dev.parley.flink;

import com.google.protobuf.ByteString;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeadLetter;

/** Records that a job could not read, on their way to {@link Topics#DEAD_LETTERS}. */
public final class DeadLetters {
  /**
   * Key and value are cut to this. A record as large as the broker takes, wrapped, would be too
   * large to write: the poison that was to be set aside would stop the job. The origin leads to the
   * whole record.
   */
  static final int MAX_BYTES = 256 * 1024;

  private DeadLetters() {}

  /** The reason says what was wrong with the record, without its content. */
  public static SinkRecord of(String job, SourceRecord origin, String reason) {
    return SinkRecord.unkeyed(
        Topics.DEAD_LETTERS,
        DeadLetter.newBuilder()
            .setJob(job)
            .setTopic(origin.topic())
            .setPartition(origin.partition())
            .setOffset(origin.offset())
            .setTimestamp(origin.timestamp())
            .setKey(cut(origin.key()))
            .setValue(cut(origin.value()))
            .setReason(reason)
            .build());
  }

  private static ByteString cut(byte[] bytes) {
    return ByteString.copyFrom(bytes, 0, Math.min(bytes.length, MAX_BYTES));
  }
}
