package dev.parley.conversation;

import com.google.protobuf.ByteString;

/**
 * What a message says; opaque to the rules, except that a resend must say the same.
 *
 * @param bytes of a text: UTF-8
 * @param type the content type, empty = none
 */
public record Content(Kind kind, ByteString bytes, String type) {
  /** How the content was sent. */
  public enum Kind {
    TEXT,
    PAYLOAD
  }

  public static Content text(String text) {
    return new Content(Kind.TEXT, ByteString.copyFromUtf8(text), "");
  }

  public static Content payload(ByteString bytes, String type) {
    return new Content(Kind.PAYLOAD, bytes, type);
  }
}
