package dev.parley.gateway.socket;

import static dev.parley.gateway.socket.FrameHeaders.Verdict.FINE;
import static dev.parley.gateway.socket.FrameHeaders.Verdict.PROTOCOL_ERROR;
import static dev.parley.gateway.socket.FrameHeaders.Verdict.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ProtocolLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameHeadersTest {
  private static final int FIN = 0x80;

  private final FrameHeaders headers = new FrameHeaders();

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("unmasked text", new byte[] {(byte) 0x81, 0x05}, PROTOCOL_ERROR),
        Arguments.of("unmasked ping", new byte[] {(byte) 0x89, 0x00}, PROTOCOL_ERROR),
        Arguments.of("RSV1", new byte[] {(byte) 0xC1}, PROTOCOL_ERROR),
        Arguments.of("opcode 3", new byte[] {(byte) 0x83}, PROTOCOL_ERROR),
        Arguments.of("opcode 11", new byte[] {(byte) 0x8B}, PROTOCOL_ERROR),
        Arguments.of("fragmented ping", new byte[] {0x09}, PROTOCOL_ERROR),
        Arguments.of("long ping", new byte[] {(byte) 0x89, (byte) (0x80 | 126)}, PROTOCOL_ERROR),
        Arguments.of("continuation of nothing", new byte[] {(byte) 0x80}, PROTOCOL_ERROR),
        Arguments.of("125 in 16 bits", header16(125), PROTOCOL_ERROR),
        Arguments.of("65535 in 64 bits", header64(65_535), PROTOCOL_ERROR),
        Arguments.of("64 KiB and one", header64(65_537), TOO_LARGE),
        Arguments.of("2^62", header64(1L << 62), TOO_LARGE),
        Arguments.of("2^63", header64(1L << 63), TOO_LARGE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatBreaksARuleIsRefusedByItsHeaderAlone(
      String what, byte[] bytes, FrameHeaders.Verdict verdict) {
    assertThat(headers.scan(ByteBuffer.wrap(bytes))).as(what).isEqualTo(verdict);
  }

  @Test
  void aNewMessageInsideAMessageIsRefused() {
    headers.scan(frame(1, 3));

    assertThat(headers.scan(frame(FIN | 1, 3))).isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void theLargestFrameIsFine() {
    assertThat(headers.scan(frame(FIN | 1, ProtocolLimits.FRAME_MAX_BYTES))).isEqualTo(FINE);
    assertThat(headers.scan(frame(FIN | 1, 126))).isEqualTo(FINE);
    assertThat(headers.scan(frame(FIN | 1, 0))).isEqualTo(FINE);
  }

  @Test
  void fragmentsAreOneMessageForTheLimit() {
    assertThat(headers.scan(frame(2, 40_000))).isEqualTo(FINE);
    assertThat(headers.scan(frame(FIN | 9, 125))).isEqualTo(FINE); // a ping in between
    assertThat(headers.scan(frame(FIN, 25_536))).isEqualTo(FINE);
    assertThat(headers.scan(frame(2, 40_000))).isEqualTo(FINE);
    assertThat(headers.scan(frame(FIN, 25_537))).isEqualTo(TOO_LARGE);
  }

  @Test
  void endlessEmptyFragmentsAreRefused() {
    assertThat(headers.scan(frame(1, 0))).isEqualTo(FINE);
    for (int i = 1; i < FrameHeaders.MESSAGE_MAX_FRAGMENTS; i++) {
      assertThat(headers.scan(frame(0, 0))).isEqualTo(FINE);
    }
    assertThat(headers.scan(frame(0, 0))).isEqualTo(TOO_LARGE);
  }

  @Test
  void bytesMayComeOneByOne() {
    ByteBuffer bytes = frame(FIN | 1, 300);
    while (bytes.hasRemaining()) {
      ByteBuffer one = ByteBuffer.wrap(new byte[] {bytes.get()});
      assertThat(headers.scan(one)).isEqualTo(FINE);
    }
    assertThat(headers.scan(ByteBuffer.wrap(new byte[] {(byte) 0x81, 1})))
        .isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void whatComesBeforeARefusedFrameIsFine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(frame(FIN | 1, 10).array());
    int fine = bytes.size();
    bytes.writeBytes(new byte[] {(byte) 0x81, 0x05, 'h', 'e', 'l', 'l', 'o'});

    assertThat(headers.scan(ByteBuffer.wrap(bytes.toByteArray()))).isEqualTo(PROTOCOL_ERROR);
    assertThat(headers.fineUntil()).isEqualTo(fine);
  }

  private static ByteBuffer frame(int first, int length) {
    byte[] bytes = RawFrames.masked(first, new byte[length]);
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] header16(int length) {
    return ByteBuffer.allocate(4)
        .put((byte) 0x81)
        .put((byte) (0x80 | 126))
        .putShort((short) length)
        .array();
  }

  private static byte[] header64(long length) {
    return ByteBuffer.allocate(10)
        .put((byte) 0x81)
        .put((byte) (0x80 | 127))
        .putLong(length)
        .array();
  }
}
