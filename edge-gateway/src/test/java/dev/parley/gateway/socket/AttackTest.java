package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.limits.LoadLevel;
import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ServerFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile peer may try at the real listener, and that a healthy one beside it is well. */
class AttackTest {
  private static final String LINE = "GET /v1/connect HTTP/1.1";
  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int BAD_DATA = 1007;

  private final TestGateway gateway =
      new TestGateway(
          new GatewayConfig.Caps(40, new UserLimits.Limits(10, 1_000, 4_000), 1_000),
          Duration.ofSeconds(1));

  @AfterEach
  void stop() {
    gateway.close();
  }

  private RawClient live() throws Exception {
    RawClient client = RawClient.connect(gateway, FrameCodec.JSON);
    String session = client.hello(gateway.token("ann"), "phone");
    gateway.nothingMissed(List.of(session));
    assertThat(client.receive().hasCaughtUp()).isTrue();
    return client;
  }

  static Stream<Arguments> brokenStreams() {
    return Stream.of(
        Arguments.of("RSV bit", RawFrames.masked(0xC1, bytes("{}")), PROTOCOL_ERROR),
        Arguments.of("opcode 3", RawFrames.masked(0x83, bytes("{}")), PROTOCOL_ERROR),
        Arguments.of("opcode 11", RawFrames.masked(0x8B, bytes("")), PROTOCOL_ERROR),
        Arguments.of("unmasked", new byte[] {(byte) 0x81, 2, '{', '}'}, PROTOCOL_ERROR),
        Arguments.of("unmasked ping", new byte[] {(byte) 0x89, 0}, PROTOCOL_ERROR),
        Arguments.of("unmasked close", new byte[] {(byte) 0x88, 0}, PROTOCOL_ERROR),
        Arguments.of("ping in two", RawFrames.masked(0x09, bytes("x")), PROTOCOL_ERROR),
        Arguments.of("126-byte ping", RawFrames.masked(0x89, new byte[126]), PROTOCOL_ERROR),
        Arguments.of("over-long 16 bits", header(126, 2, 125), PROTOCOL_ERROR),
        Arguments.of("over-long 64 bits", header(127, 8, 125), PROTOCOL_ERROR),
        Arguments.of("continues nothing", RawFrames.masked(FIN, bytes("x")), PROTOCOL_ERROR),
        Arguments.of("2^62 bytes", header(127, 8, 1L << 62), CloseCode.FRAME_TOO_LARGE.code()),
        Arguments.of("2^63 bytes", header(127, 8, 1L << 63), CloseCode.FRAME_TOO_LARGE.code()),
        Arguments.of("64 KiB and one", header(127, 8, 65_537), CloseCode.FRAME_TOO_LARGE.code()),
        Arguments.of(
            "endless empty fragments",
            repeated(RawFrames.masked(TEXT, bytes("")), RawFrames.masked(CONTINUATION, bytes(""))),
            CloseCode.FRAME_TOO_LARGE.code()),
        Arguments.of(
            "endless tiny fragments",
            repeated(
                RawFrames.masked(TEXT, bytes("{")), RawFrames.masked(CONTINUATION, bytes(" "))),
            CloseCode.FRAME_TOO_LARGE.code()),
        Arguments.of(
            "invalid UTF-8",
            RawFrames.masked(FIN | TEXT, new byte[] {(byte) 0xC0, (byte) 0xAF}),
            BAD_DATA),
        Arguments.of(
            "a surrogate in UTF-8",
            RawFrames.masked(FIN | TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
            BAD_DATA),
        Arguments.of(
            "a character split by fragments and never ended",
            joined(
                RawFrames.masked(TEXT, new byte[] {'{', (byte) 0xE2, (byte) 0x82}),
                RawFrames.masked(FIN | CONTINUATION, new byte[] {'}'})),
            BAD_DATA));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenStreams")
  void aBrokenStreamIsClosedAndNothingOfItIsStored(String attack, byte[] bytes, int code)
      throws Exception {
    try (RawClient hostile = live();
        RawClient healthy = live()) {
      hostile.raw(bytes);
      assertThat(hostile.next().closeCode()).as(attack).isEqualTo(code);
      assertThat(gateway.log.inbound).isEmpty();

      healthy.text("bob", 1, "still fine");
      assertThat(healthy.receive().hasAccepted()).isTrue();
    }
  }

  @Test
  void deepAndHugeJsonIsABadFrameAndNoMore() throws Exception {
    try (RawClient client = live()) {
      for (String json :
          List.of(
              "[".repeat(60_000),
              "{\"ping\":{\"x\":" + "[".repeat(60_000),
              "{\"ping\":{\"x\":" + "1".repeat(60_000) + "}}",
              "{\"send\":{\"localSeq\":1e999999999}}",
              "{\"ping\":{\"ref\":\"\\u0000\"}}",
              "{\"ping\":{\"ref\":\"\\ud800\"}}",
              "{\"ping\":{\"ref\":\"a\",\"ref\":\"b\"}}")) {
        client.raw(RawFrames.masked(RawClient.TEXT, bytes(json)));
        assertThat(client.receive().getError().getCode()).isEqualTo("bad_frame");
      }
      client.text("bob", 1, "goes on");
      assertThat(client.receive().hasAccepted()).isTrue();
    }
  }

  @Test
  void aFloodOfPingsIsClosed() throws Exception {
    try (RawClient flood = live();
        RawClient healthy = live()) {
      byte[] pings = repeated(RawFrames.masked(RawClient.PING, bytes("")), 8_000);
      flood.raw(pings);
      RawClient.Frame frame = flood.next();
      while (frame.first() == RawClient.PONG) {
        frame = flood.next();
      }
      assertThat(frame.closeCode()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());

      healthy.text("bob", 1, "still fine");
      assertThat(healthy.receive().hasAccepted()).isTrue();
    }
  }

  @Test
  void aFloodOfFramesIsToldToWaitAndThenClosed() throws Exception {
    try (RawClient flood = live()) {
      flood.raw(repeated(RawFrames.masked(RawClient.TEXT, bytes("{\"ping\":{}}")), 8_000));
      List<ServerFrame> answers = new ArrayList<>();
      RawClient.Frame frame = flood.next();
      while (frame.first() == RawClient.TEXT) {
        answers.add(FrameCodec.JSON.decodeServer(frame.payload().toByteArray()));
        frame = flood.next();
      }
      assertThat(frame.closeCode()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
      assertThat(answers)
          .filteredOn(ServerFrame::hasError)
          .isNotEmpty()
          .allSatisfy(
              answer -> {
                assertThat(answer.getError().getCode()).isEqualTo("rate_limited");
                assertThat(answer.getError().getRetryAfterMs()).isPositive();
              });
    }
  }

  @Test
  void aHandshakeThatNeverEndsIsCut() throws Exception {
    try (RawClient slow = RawClient.open(gateway);
        RawClient silent = RawClient.open(gateway)) {
      slow.raw("GET /v1/connect HTTP/1.1\r\nHost: chat.exa".getBytes(StandardCharsets.US_ASCII));

      assertThat(slow.ended()).isTrue();
      assertThat(silent.ended()).isTrue();
    }
  }

  @Test
  void aHandshakeThatDripsIsCutAllTheSame() throws Exception {
    try (RawClient dripping = RawClient.open(gateway)) {
      byte[] endless = "GET /v1/connect HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII);
      dripping.raw(endless);
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(8))
          .until(() -> !dripping.takes((byte) 'x'));
    }
  }

  @Test
  void aHeaderWithoutEndIsRefused() throws Exception {
    Map<String, String> headers = RawClient.upgrade(FrameCodec.JSON);
    headers.put("X-Large", "x".repeat(100_000));
    try (RawClient client = RawClient.open(gateway)) {
      assertThat(client.tries(LINE, headers)).doesNotContain(" 101 ");
    }
  }

  @Test
  void aTokenInTheUrlIsRefused() throws Exception {
    assertThat(
            RawClient.ask(
                gateway,
                "GET /v1/connect?token=" + gateway.token("ann") + " HTTP/1.1",
                RawClient.upgrade(FrameCodec.JSON)))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aTextIsStoredAsItWasSentHoweverItIsMeant() throws Exception {
    String text = "<script>alert(1)</script> \u202Etxt.exe \u0007\u001B[2J '; DROP TABLE";
    try (RawClient client = live()) {
      client.text("bob", 1, text);
      assertThat(client.receive().hasAccepted()).isTrue();
    }
    assertThat(gateway.log.inbound)
        .singleElement()
        .satisfies(record -> assertThat(record.getSend().getText()).isEqualTo(text));
  }

  @Test
  void whatAFrameSaysOfItsSenderCountsForNothing() throws Exception {
    try (RawClient client = live()) {
      client.raw(
          RawFrames.masked(
              RawClient.TEXT,
              bytes(
                  "{\"send\":{\"to\":\"bob\",\"from\":\"eve\",\"deviceId\":\"eves\",\"localSeq\":1,"
                      + "\"clientMessageId\":\"00000000-0000-0000-0000-000000000001\",\"text\":\"x\"}}")));
      assertThat(client.receive().hasAccepted()).isTrue();
    }
    assertThat(gateway.log.inbound)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getUserId()).isEqualTo("ann");
              assertThat(record.getDeviceId()).isEqualTo("phone");
            });
  }

  private String page(String conversation, String authorization) throws Exception {
    return RawClient.ask(
        gateway,
        "GET /v1/conversations/" + conversation + "/messages HTTP/1.1",
        Map.of("Host", "chat.example", "Authorization", authorization));
  }

  @Test
  void pagesAreForMembersWithAGoodTokenOnly() throws Exception {
    String ann = "Bearer " + gateway.token("ann");
    assertThat(page("d:ann:bob", ann)).startsWith("HTTP/1.1 200");
    assertThat(page("d:bob:cid", ann)).startsWith("HTTP/1.1 403");
    assertThat(page("d:ann:bob", ann + "x")).startsWith("HTTP/1.1 401");
    assertThat(page("d:ann:bob", "Basic YW5uOmFubg==")).startsWith("HTTP/1.1 401");
  }

  @Test
  void noAnswerSaysWhatServerThisIs() throws Exception {
    assertThat(page("d:ann:bob", "Bearer x"))
        .doesNotContainIgnoringCase("server:")
        .doesNotContainIgnoringCase("x-powered-by")
        .doesNotContainIgnoringCase("undertow");
  }

  @Test
  void underLoadAPageIsRefusedWithATimeToComeBack() throws Exception {
    gateway.load.look(new Pressure(Pressure.Cause.QUEUES, 0.8));

    assertThat(page("d:ann:bob", "Bearer " + gateway.token("ann")))
        .startsWith("HTTP/1.1 503")
        .containsPattern("Retry-After: [0-9]+");
  }

  @Test
  void requestsOfAUserShareTheLimitOfTheirFrames() throws Exception {
    try (TestGateway narrow =
        new TestGateway(
            new GatewayConfig.Caps(10, new UserLimits.Limits(1, 1, 2), 10),
            Duration.ofSeconds(1))) {
      Map<String, String> headers =
          Map.of("Host", "chat.example", "Authorization", "Bearer " + narrow.token("ann"));
      String line = "GET /v1/conversations HTTP/1.1";
      assertThat(RawClient.ask(narrow, line, headers)).startsWith("HTTP/1.1 200");
      assertThat(RawClient.ask(narrow, line, headers)).startsWith("HTTP/1.1 200");
      assertThat(RawClient.ask(narrow, line, headers))
          .startsWith("HTTP/1.1 429")
          .contains("Retry-After: ");
    }
  }

  @Test
  void underLoadAConnectIsRefusedWithATimeToComeBack() throws Exception {
    gateway.load.look(new Pressure(Pressure.Cause.LOOPS, 1));
    String answer = RawClient.ask(gateway, LINE, RawClient.upgrade(FrameCodec.JSON));
    assertThat(answer).startsWith("HTTP/1.1 503").containsPattern("Retry-After: [0-9]+");
    assertThat(
            gateway
                .meters
                .get("parley.gateway.connects.refused")
                .tag("reason", "load")
                .counter()
                .count())
        .isEqualTo(1);

    for (int looks = Work.values().length; looks > 0; looks--) {
      gateway.load.look(Pressure.NONE);
    }
    live().close();
  }

  @Test
  void aFullGatewayRefusesWithATimeToComeBack() throws Exception {
    try (TestGateway full =
        new TestGateway(
            new GatewayConfig.Caps(0, new UserLimits.Limits(1, 1, 1), 1), Duration.ofSeconds(1))) {
      assertThat(RawClient.ask(full, LINE, RawClient.upgrade(FrameCodec.JSON)))
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: ");
    }
  }

  @Test
  void whoeverIsUncertainOfItsSlotTakesNothing() throws Exception {
    try (RawClient client = live()) {
      gateway.losesItsSlot();
      client.text("bob", 1, "too late");
      assertThat(client.receive().getError().getCode()).isEqualTo("unavailable");
      assertThat(gateway.log.inbound).isEmpty();
      assertThat(RawClient.ask(gateway, LINE, RawClient.upgrade(FrameCodec.JSON)))
          .startsWith("HTTP/1.1 503");

      gateway.findsItsSlotAgain();
      client.text("bob", 1, "again");
      assertThat(client.receive().hasAccepted()).isTrue();
    }
  }

  @Test
  void whatIsDeclinedIsCountedByKindAndReason() throws Exception {
    try (RawClient client = live()) {
      gateway.load.look(new Pressure(Pressure.Cause.LOG, 1));
      client.text("bob", 1, "no");
      assertThat(client.receive().hasError()).isTrue();
    }
    assertThat(
            gateway
                .meters
                .get("parley.gateway.declined")
                .tag("work", "sends")
                .tag("reason", "log")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(gateway.meters.get("parley.gateway.load").gauge().value())
        .isEqualTo(new LoadLevel(Work.values().length, Pressure.Cause.LOG).declined());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text frame's header with a length in so many bytes, masked, without its payload. */
  private static byte[] header(int code, int lengthBytes, long length) {
    ByteBuffer header = ByteBuffer.allocate(2 + lengthBytes);
    header.put((byte) 0x81).put((byte) (0x80 | code));
    return (lengthBytes == 2 ? header.putShort((short) length) : header.putLong(length)).array();
  }

  private static byte[] joined(byte[]... frames) {
    return Stream.of(frames)
        .reduce(
            new byte[0],
            (all, frame) ->
                ByteBuffer.allocate(all.length + frame.length).put(all).put(frame).array());
  }

  private static byte[] repeated(byte[] first, byte[] then) {
    return joined(first, repeated(then, 1_000));
  }

  private static byte[] repeated(byte[] frame, int times) {
    ByteBuffer all = ByteBuffer.allocate(frame.length * times);
    for (int i = 0; i < times; i++) {
      all.put(frame);
    }
    return all.array();
  }
}
