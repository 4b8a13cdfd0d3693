package dev.parley.gateway.socket;

import java.nio.ByteBuffer;

/** WebSocket frames by hand. */
final class RawFrames {
  private static final byte[] MASK = {1, 2, 3, 4};

  private RawFrames() {}

  /** A client's frame: first header byte, shortest length, mask, masked payload. */
  static byte[] masked(int first, byte[] payload) {
    int lengthBytes = payload.length < 126 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
    ByteBuffer frame = ByteBuffer.allocate(2 + lengthBytes + 4 + payload.length);
    frame.put((byte) first);
    switch (lengthBytes) {
      case 0 -> frame.put((byte) (0x80 | payload.length));
      case 2 -> frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      default -> frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    return frame.array();
  }
}
