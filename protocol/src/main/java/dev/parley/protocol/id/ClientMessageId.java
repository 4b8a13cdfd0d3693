package dev.parley.protocol.id;

import java.util.Locale;
import java.util.regex.Pattern;

/** A message's id, a UUID made by the sending device; the same message resent keeps it. */
public record ClientMessageId(String value) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  public ClientMessageId {
    if (!UUID.matcher(value).matches()) {
      throw Ids.invalid("clientMessageId", value, "a UUID, 8-4-4-4-12 hexadecimal digits");
    }
  }

  /** Case doesn't distinguish UUIDs: what dedupe compares. */
  public String canonical() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
