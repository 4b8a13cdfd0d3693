package dev.parley.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
  private static final long LARGEST = (1L << 53) - 1;

  @Property(tries = 200)
  void bothCodecsReadBackWhatTheyWrite(
      @ForAll String anyText, @ForAll byte[] payload, @ForAll @LongRange(min = 0) long any) {
    String text = writable(anyText);
    long number = any & LARGEST;
    ServerFrame server =
        ServerFrame.newBuilder()
            .setUpdate(
                Update.newBuilder()
                    .setPosition(number)
                    .setMessage(Message.newBuilder().setSeq(number).setText(text)))
            .build();
    ClientFrame client =
        ClientFrame.newBuilder()
            .setSend(Send.newBuilder().setLocalSeq(number).setPayload(ByteString.copyFrom(payload)))
            .build();
    for (FrameCodec codec : FrameCodec.values()) {
      assertThat(server(codec, codec.encode(server))).isEqualTo(server);
      assertThat(client(codec, codec.encode(client))).isEqualTo(client);
    }
  }

  @Test
  void positionsAreJsonNumbersAndZeroIsWritten() {
    ServerFrame frame =
        ServerFrame.newBuilder().setCaughtUp(CaughtUp.newBuilder().setPosition(LARGEST)).build();
    assertThat(json(frame)).isEqualTo("{\"caughtUp\":{\"position\":9007199254740991}}");
    ServerFrame zero = ServerFrame.newBuilder().setCaughtUp(CaughtUp.getDefaultInstance()).build();
    assertThat(json(zero)).isEqualTo("{\"caughtUp\":{\"position\":0}}");
  }

  @Test
  void aMissingOptionalFieldIsNotWritten() throws FrameException {
    ClientFrame frame =
        ClientFrame.newBuilder()
            .setReceipt(Receipt.newBuilder().setConversationId("d:a:b").setRead(3))
            .build();
    byte[] bytes = FrameCodec.JSON.encode(frame);
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo("{\"receipt\":{\"conversationId\":\"d:a:b\",\"read\":3}}");
    assertThat(FrameCodec.JSON.decodeClient(bytes).getReceipt().hasDelivered()).isFalse();
  }

  @Test
  void numbersMayBeStringsAndUnknownFieldsAreSkipped() throws FrameException {
    ClientFrame frame =
        FrameCodec.JSON.decodeClient(
            utf8("{\"hello\":{\"since\":\"42\",\"new\":{\"a\":[1]},\"token\":null}}"));
    assertThat(frame)
        .isEqualTo(ClientFrame.newBuilder().setHello(Hello.newBuilder().setSince(42)).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"ping\":{}",
        "{\"ping\":{}}{}",
        "{\"ping\":{}} x",
        "{\"ping\":{},\"typing\":{}}",
        "{\"ping\":{\"ref\":\"a\",\"ref\":\"b\"}}",
        "{\"ping\":{\"ref\":7}}",
        "{\"ping\":[]}",
        "{\"hello\":{\"since\":-1}}",
        "{\"hello\":{\"since\":9007199254740992}}",
        "{\"hello\":{\"since\":1.5}}",
        "{\"hello\":{\"since\":1e3}}",
        "{\"hello\":{\"since\":99999999999999999999999999999999999999}}",
        "{\"ping\":{\"ref\":\"\\u0000\"}}",
        "{\"ping\":{\"ref\":\"\\ud800\"}}",
        "{\"ping\":{\"ref\":\"\\udc00\\ud800\"}}",
        "{\"send\":{\"to\":\"a\",\"conversationId\":\"d:a:b\"}}",
        "{\"send\":{\"payload\":\"%\"}}",
        "{\"typing\":{\"on\":\"yes\"}}",
        "{\"presence\":{\"subscribe\":\"bob\"}}",
        "{\"ping\":{\"x\":[[[[[[[[[[]]]]]]]]]]}}"
      })
  void malformedJsonIsABadFrame(String json) {
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.JSON.decodeClient(utf8(json)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_FRAME));
  }

  @ParameterizedTest
  @CsvSource({"C328", "FF", "C0AF", "EDA080"})
  void invalidUtf8IsABadFrame(String hex) {
    byte[] bytes =
        ByteString.copyFromUtf8("{\"ping\":{\"ref\":\"")
            .concat(ByteString.copyFrom(HexFormat.of().parseHex(hex)))
            .concat(ByteString.copyFromUtf8("\"}}"))
            .toByteArray();
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.JSON.decodeClient(bytes))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_FRAME));
  }

  @Test
  void aKindOfALaterVersionIsUnknownInBothCodecs() {
    byte[] later = {(byte) 0xEA, 0x3F, 0x00}; // field 1021, an empty message
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.JSON.decodeClient(utf8("{\"dance\":{}}")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_KIND));
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.PROTO.decodeClient(later))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_KIND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0A", "FF", "0A05AB"})
  void malformedProtobufIsABadFrame(String hex) {
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> FrameCodec.PROTO.decodeClient(HexFormat.of().parseHex(hex)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_FRAME));
  }

  @Test
  void theSubprotocolChoosesTheCodec() {
    assertThat(FrameCodec.ofSubprotocol("parley.v1.json")).contains(FrameCodec.JSON);
    assertThat(FrameCodec.ofSubprotocol("parley.v1.proto")).contains(FrameCodec.PROTO);
    assertThat(FrameCodec.ofSubprotocol("parley.v2.json")).isEmpty();
  }

  /** What a frame can carry: no NUL, no lone surrogate. */
  private static String writable(String text) {
    return new String(
        text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static ServerFrame server(FrameCodec codec, byte[] bytes) {
    try {
      return codec.decodeServer(bytes);
    } catch (FrameException e) {
      throw new AssertionError(e);
    }
  }

  private static ClientFrame client(FrameCodec codec, byte[] bytes) {
    try {
      return codec.decodeClient(bytes);
    } catch (FrameException e) {
      throw new AssertionError(e);
    }
  }

  private static String json(ServerFrame frame) {
    return new String(FrameCodec.JSON.encode(frame), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
