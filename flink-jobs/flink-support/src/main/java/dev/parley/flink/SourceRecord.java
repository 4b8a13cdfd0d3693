package dev.parley.flink;

import java.nio.charset.StandardCharsets;

/**
 * A Kafka record as it was read: undecoded, so that a record nobody can decode reaches the keyed
 * operator and leaves it as a dead letter with its origin, instead of stopping the source. A
 * missing key or value is empty.
 *
 * @param timestamp the record's Kafka timestamp, ms since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SourceRecord(
    String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {

  /** The record's key as text, to key a stream by. Bytes that aren't UTF-8 become U+FFFD. */
  public String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }
}
