package dev.parley.protocol.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import dev.parley.protocol.ErrorCode;
import java.io.IOException;

/** Frames as protobuf bytes. */
final class ProtoFrames {
  private ProtoFrames() {}

  static <B extends Message.Builder> B read(byte[] bytes, B builder) throws FrameException {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.setRecursionLimit(JsonFrames.MAX_DEPTH);
      builder.mergeFrom(in);
      in.checkLastTagWas(0);
    } catch (IOException e) {
      throw new FrameException(ErrorCode.BAD_FRAME, "frame: not a protobuf message of its type");
    }
    if (builder.getAllFields().isEmpty()) {
      // A kind of a newer protocol version arrives as an unknown field.
      boolean newer = !builder.getUnknownFields().asMap().isEmpty();
      throw newer
          ? new FrameException(
              ErrorCode.UNKNOWN_KIND, "frame: unknown kind (expected: a kind this server knows)")
          : new FrameException(ErrorCode.BAD_FRAME, "frame: empty (expected: exactly one kind)");
    }
    return builder;
  }
}
