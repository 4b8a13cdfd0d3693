package dev.parley.history.read;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.history.schema.Column;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Update;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Result;

/** Cells as what they hold. Only the history job writes them, so a broken one is a bug. */
final class Cells {
  private Cells() {}

  static Message message(Result row) {
    return message(row, Column.MESSAGE).orElseThrow();
  }

  static Optional<Message> message(Result row, Column column) {
    byte[] value = row.getValue(column.family(), column.qualifier());
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Message.parseFrom(value));
    } catch (InvalidProtocolBufferException e) {
      throw broken(row, e);
    }
  }

  static Update update(Result row) {
    try {
      return Update.parseFrom(row.getValue(Column.UPDATE.family(), Column.UPDATE.qualifier()));
    } catch (InvalidProtocolBufferException e) {
      throw broken(row, e);
    }
  }

  static long number(Result row, Column column) {
    byte[] value = row.getValue(column.family(), column.qualifier());
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }

  private static IllegalStateException broken(Result row, InvalidProtocolBufferException cause) {
    return new IllegalStateException("row " + row + ": a value that is no record of ours", cause);
  }
}
