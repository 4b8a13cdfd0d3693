package dev.parley.protocol.codec;

import com.google.protobuf.ByteString;
import dev.parley.protocol.ErrorCode;
import java.util.Base64;

/** Bytes in JSON: standard base64, as proto3 JSON writes it; URL-safe letters are read as well. */
final class Base64Field {
  private Base64Field() {}

  static ByteString read(String text, String name) throws FrameException {
    try {
      return ByteString.copyFrom(
          Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      throw new FrameException(ErrorCode.BAD_FRAME, name + ": (expected: base64)");
    }
  }

  static String write(Object bytes) {
    return Base64.getEncoder().encodeToString(((ByteString) bytes).toByteArray());
  }
}
