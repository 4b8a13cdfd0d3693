package dev.parley.history.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The layout that all row keys share: {@code hash2 | id | 0x00 | rest}.
 *
 * <p>The hash spreads ids over regions, and comes from the id, so that all rows of one id stay
 * together. No id contains 0x00, so the rows of an id are never among those of a longer id that
 * begins with it.
 */
final class KeyBytes {
  static final int HASH_BYTES = 2;
  private static final byte SEPARATOR = 0;

  private KeyBytes() {}

  /** The rows of an id begin with this. */
  static byte[] prefix(String id) {
    return terminated(id, SEPARATOR);
  }

  /** The first key after all rows of an id. */
  static byte[] end(String id) {
    return terminated(id, (byte) (SEPARATOR + 1));
  }

  /** Newest first: a larger number makes a smaller key. */
  static byte[] newestFirst(String id, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("number: " + number + " (expected: not negative)");
    }
    byte[] prefix = prefix(id);
    return ByteBuffer.allocate(prefix.length + Long.BYTES)
        .put(prefix)
        .putLong(Long.MAX_VALUE - number)
        .array();
  }

  static byte[] join(String id, String rest) {
    byte[] prefix = prefix(id);
    byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(prefix.length + tail.length).put(prefix).put(tail).array();
  }

  static String idOf(byte[] row) {
    return text(row, HASH_BYTES, separatorOf(row));
  }

  static String restOf(byte[] row) {
    return text(row, separatorOf(row) + 1, row.length);
  }

  static long numberOf(byte[] row) {
    return Long.MAX_VALUE - ByteBuffer.wrap(row).getLong(row.length - Long.BYTES);
  }

  private static int separatorOf(byte[] row) {
    for (int i = HASH_BYTES; i < row.length; i++) {
      if (row[i] == SEPARATOR) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "row key: " + Arrays.toString(row) + " (expected: hash2 | id | 0x00 | rest)");
  }

  private static String text(byte[] row, int from, int to) {
    return new String(row, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] terminated(String id, byte last) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HASH_BYTES + bytes.length + 1)
        .put(sha256(bytes), 0, HASH_BYTES)
        .put(bytes)
        .put(last)
        .array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
