package dev.parley.gateway.socket;

import dev.parley.protocol.ProtocolLimits;
import java.nio.ByteBuffer;

/**
 * Reads the WebSocket frame headers in a client's byte stream, and nothing else: refuses what
 * breaks RFC 6455 or is too large before a byte of it is stored. The server's own parser is more
 * lenient (it takes unmasked control frames and lengths of 2^62, and waits for them).
 */
final class FrameHeaders {
  static final int MESSAGE_MAX_FRAGMENTS = 256;

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x08;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 0x7F;
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int PONG = 10;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int CONTROL_MAX_BYTES = 125;
  private static final int MASK_BYTES = 4;

  /** What is wrong with the stream. */
  enum Verdict {
    FINE,
    PROTOCOL_ERROR,
    TOO_LARGE
  }

  private final byte[] header = new byte[14];
  private int headerBytes;
  private long payloadLeft;
  private boolean inMessage;
  private long messageBytes;
  private int fragments;
  private int fineUntil;

  /** Goes through the bytes; after anything but FINE the stream is not to be read any more. */
  Verdict scan(ByteBuffer bytes) {
    fineUntil = bytes.position();
    while (bytes.hasRemaining()) {
      if (payloadLeft > 0) {
        int skipped = (int) Math.min(payloadLeft, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        payloadLeft -= skipped;
      } else {
        header[headerBytes++] = bytes.get();
        Verdict verdict = check();
        if (verdict != Verdict.FINE) {
          return verdict;
        }
      }
      if (headerBytes == 0) {
        fineUntil = bytes.position();
      }
    }
    return Verdict.FINE;
  }

  /** The position in the scanned bytes up to which there is nothing of a refused frame. */
  int fineUntil() {
    return fineUntil;
  }

  /** Checks the header as far as it is there, so that a refusal never waits for more. */
  private Verdict check() {
    if (headerBytes == 1) {
      return checkFirst(header[0]);
    }
    int lengthBytes = lengthBytes(header[1] & SHORT_LENGTH);
    if (headerBytes == 2) {
      boolean control = (header[0] & CONTROL) != 0;
      boolean masked = (header[1] & MASKED) != 0;
      boolean controlTooLong = control && (header[1] & SHORT_LENGTH) > CONTROL_MAX_BYTES;
      if (!masked || controlTooLong) {
        return Verdict.PROTOCOL_ERROR;
      }
    }
    if (headerBytes == 2 + lengthBytes) {
      return checkLength(lengthBytes);
    }
    if (headerBytes == 2 + lengthBytes + MASK_BYTES) {
      payloadLeft = length(lengthBytes);
      headerBytes = 0;
    }
    return Verdict.FINE;
  }

  private Verdict checkFirst(byte first) {
    int opcode = first & OPCODE;
    boolean fin = (first & FIN) != 0;
    boolean control = (opcode & CONTROL) != 0;
    boolean known = control ? opcode <= PONG : opcode <= BINARY;
    boolean ordered = control ? fin : (opcode == CONTINUATION) == inMessage;
    return (first & RESERVED) == 0 && known && ordered ? Verdict.FINE : Verdict.PROTOCOL_ERROR;
  }

  private Verdict checkLength(int lengthBytes) {
    long length = length(lengthBytes);
    boolean shortest =
        switch (lengthBytes) {
          case 2 -> length >= LENGTH_16;
          case 8 -> length < 0 || length > 0xFFFF;
          default -> true;
        };
    if (!shortest) {
      return Verdict.PROTOCOL_ERROR;
    }
    if ((header[0] & CONTROL) == 0) {
      messageBytes += length;
      fragments++;
      if (length < 0
          || messageBytes > ProtocolLimits.FRAME_MAX_BYTES
          || fragments > MESSAGE_MAX_FRAGMENTS) {
        return Verdict.TOO_LARGE;
      }
      inMessage = (header[0] & FIN) == 0;
      if (!inMessage) {
        messageBytes = 0;
        fragments = 0;
      }
    }
    return Verdict.FINE;
  }

  private long length(int lengthBytes) {
    return switch (lengthBytes) {
      case 2 -> ByteBuffer.wrap(header).getShort(2) & 0xFFFF;
      case 8 -> ByteBuffer.wrap(header).getLong(2);
      default -> header[1] & SHORT_LENGTH;
    };
  }

  private static int lengthBytes(int shortLength) {
    return switch (shortLength) {
      case LENGTH_16 -> 2;
      case LENGTH_64 -> 8;
      default -> 0;
    };
  }
}
