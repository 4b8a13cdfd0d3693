package dev.parley.conversation;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is remembered of a message's content, to tell a resend from another message under the same
 * id. It outlives the code that made it, so its recipe can never change: SHA-256 over one byte for
 * the kind (1 text, 2 payload), the length of the content type as four bytes big-endian, the
 * content type, and the content.
 */
public record ContentHash(ByteString value) {
  public static ContentHash of(Content content) {
    byte[] type = content.type().getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update(code(content.kind()));
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(type.length).array());
    digest.update(type);
    content.bytes().asReadOnlyByteBufferList().forEach(digest::update);
    return new ContentHash(ByteString.copyFrom(digest.digest()));
  }

  private static byte code(Content.Kind kind) {
    return switch (kind) {
      case TEXT -> 1;
      case PAYLOAD -> 2;
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
