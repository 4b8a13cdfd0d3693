package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.drain.Drain;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Ping;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketTest {
  private static final int UNMASKED_TEXT = 0x81;

  private final TestGateway gateway = new TestGateway(2, 4);

  @AfterEach
  void stop() {
    gateway.close();
  }

  private RawClient connect(FrameCodec codec) throws Exception {
    return RawClient.connect(gateway, codec);
  }

  /** A connection of ann's with a live session. */
  private RawClient live(FrameCodec codec) throws Exception {
    RawClient client = connect(codec);
    String session = client.hello(gateway.token("ann"), "phone");
    gateway.nothingMissed(List.of(session));
    assertThat(client.receive().hasCaughtUp()).isTrue();
    return client;
  }

  private List<String> sessionIds() {
    return gateway.log.sessions.stream()
        .filter(record -> record.hasOpened())
        .map(record -> record.getSessionId())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(FrameCodec.class)
  void aMessageReachesTheLogAndIsAccepted(FrameCodec codec) throws Exception {
    try (RawClient client = live(codec)) {
      client.text("bob", 1, "Grüße 👋");

      assertThat(client.receive().hasAccepted()).isTrue();
      assertThat(gateway.log.inbound)
          .singleElement()
          .satisfies(record -> assertThat(record.getSend().getText()).isEqualTo("Grüße 👋"));
    }
  }

  @Test
  void aThousandUpdatesArriveInOrderInBothEncodings() throws Exception {
    try (RawClient json = live(FrameCodec.JSON);
        RawClient proto = connect(FrameCodec.PROTO)) {
      gateway.nothingMissed(List.of(proto.hello(gateway.token("ann"), "tablet")));
      assertThat(proto.receive().hasCaughtUp()).isTrue();
      for (int position = 1; position <= 1_000; position++) {
        gateway.live(position, "text", sessionIds());
      }
      for (int position = 1; position <= 1_000; position++) {
        assertThat(json.receive().getUpdate().getPosition()).isEqualTo(position);
        assertThat(proto.receive().getUpdate().getPosition()).isEqualTo(position);
      }
    }
  }

  @Test
  void aFrameMayComeInPieces() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      byte[] frame =
          FrameCodec.JSON.encode(
              ClientFrame.newBuilder().setPing(Ping.newBuilder().setRef("ü")).build());
      for (int i = 0; i < frame.length; i++) {
        boolean last = i == frame.length - 1;
        int first = (last ? 0x80 : 0) | (i == 0 ? 1 : 0);
        client.raw(RawFrames.masked(first, new byte[] {frame[i]}));
      }

      assertThat(client.receive().getPong().getRef()).isEqualTo("ü");
    }
  }

  @Test
  void aPingIsAnsweredWithItsPayload() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(RawFrames.masked(RawClient.PING, new byte[] {1, 2, 3}));
      RawClient.Frame pong = client.next();

      assertThat(pong.first()).isEqualTo(RawClient.PONG);
      assertThat(pong.payload().toByteArray()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aPageIsAnsweredByItsRef() throws Exception {
    try (RawClient client = live(FrameCodec.PROTO)) {
      client.send(
          ClientFrame.newBuilder()
              .setHistory(
                  HistoryRequest.newBuilder()
                      .setRef("r")
                      .setConversationId("d:ann:bob")
                      .setLimit(10)));

      assertThat(client.receive().getHistoryPage().getRef()).isEqualTo("r");
    }
  }

  @Test
  void theLargestFrameIsRead() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      String padded = "{\"ping\":{\"ref\":\"r\"}}" + " ".repeat(64 * 1024 - 20);
      byte[] bytes = padded.getBytes(StandardCharsets.UTF_8);
      assertThat(bytes).hasSize(64 * 1024);
      client.raw(RawFrames.masked(RawClient.TEXT, bytes));

      assertThat(client.receive().hasPong()).isTrue();
    }
  }

  @Test
  void aLargerFrameIsRefusedByItsHeader() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(
          ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xFF).putLong(1L << 62).array());

      assertThat(client.next().closeCode()).isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
    }
  }

  @Test
  void aClientInTheMiddleOfALargeFrameStillSeesWhyItIsClosed() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(RawFrames.masked(RawClient.TEXT, new byte[1 << 20]));

      assertThat(client.next().closeCode()).isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
    }
  }

  @Test
  void anUnmaskedFrameIsAProtocolError() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(new byte[] {(byte) UNMASKED_TEXT, 2, '{', '}'});

      assertThat(client.next().closeCode()).isEqualTo(1002);
      assertThat(client.ended()).isTrue();
    }
    await().until(gateway.sessions::size, size -> size == 0);
  }

  @Test
  void whatCameBeforeABrokenFrameStillCounts() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.text("bob", 1, "before");
      client.raw(new byte[] {(byte) UNMASKED_TEXT, 2, '{', '}'});

      assertThat(client.receive().hasAccepted()).isTrue();
      assertThat(client.next().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void brokenUtf8IsRefusedAsSuch() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(RawFrames.masked(RawClient.TEXT, new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'}));

      assertThat(client.next().closeCode()).isEqualTo(1007);
    }
    assertThat(gateway.log.inbound).isEmpty();
  }

  @Test
  void aMessageOfTheOtherTypeCloses() throws Exception {
    try (RawClient json = connect(FrameCodec.JSON);
        RawClient proto = connect(FrameCodec.PROTO)) {
      json.raw(RawFrames.masked(RawClient.BINARY, new byte[] {1}));
      proto.raw(RawFrames.masked(RawClient.TEXT, new byte[] {'{', '}'}));

      assertThat(json.next().closeCode()).isEqualTo(CloseCode.BAD_FRAME.code());
      assertThat(proto.next().closeCode()).isEqualTo(CloseCode.BAD_FRAME.code());
    }
  }

  @Test
  void rubbishInsideAMessageIsAnErrorOnly() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      client.raw(RawFrames.masked(RawClient.TEXT, "{]".getBytes(StandardCharsets.UTF_8)));

      assertThat(client.receive().getError().getCode()).isEqualTo("bad_frame");
      client.text("bob", 1, "still here");
      assertThat(client.receive().hasAccepted()).isTrue();
    }
  }

  @Test
  void aBadTokenIsClosedWithNothingInTheLog() throws Exception {
    try (RawClient client = connect(FrameCodec.JSON)) {
      client.raw(
          RawFrames.masked(
              RawClient.TEXT,
              "{\"hello\":{\"token\":\"x.y.z\",\"deviceId\":\"d\"}}"
                  .getBytes(StandardCharsets.UTF_8)));

      assertThat(client.next().closeCode()).isEqualTo(CloseCode.UNAUTHORIZED.code());
    }
    assertThat(gateway.log.sessions).isEmpty();
  }

  @Test
  void unacceptedSendsAreHeldBackAndNoneIsLost() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      gateway.log.hold();
      for (int n = 1; n <= 40; n++) {
        client.text("peer" + n, n, "text");
      }
      await().until(() -> gateway.log.inbound.size() >= 16);
      assertThat(gateway.log.inbound).hasSizeLessThan(40);
      gateway.log.release();

      for (int n = 1; n <= 40; n++) {
        assertThat(client.receive().hasAccepted()).isTrue();
      }
    }
    assertThat(gateway.log.inbound)
        .extracting(InboundRecord::getSend)
        .extracting(send -> send.getLocalSeq())
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void aDeviceThatNeverReadsIsClosedAndItsQueueFreed() throws Exception {
    RawClient deaf = live(FrameCodec.JSON);
    String text = "x".repeat(16_000);
    List<String> session = sessionIds();
    Counter slow = gateway.meters.get("parley.gateway.closed").tag("code", "4001").counter();
    // Again and again, as delivery does when it is asked: more than the sockets' buffers hold.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (long position = 1; position <= 1_000; position++) {
                gateway.live(position, text, session);
              }
              return slow.count() == 1;
            });
    await().until(gateway.sessions::size, size -> size == 0);
    await()
        .untilAsserted(
            () ->
                assertThat(gateway.meters.get("parley.gateway.queued.bytes").gauge().value())
                    .isZero());
    assertThat(gateway.meters.get("parley.gateway.closed").tag("code", "4001").counter().count())
        .isEqualTo(1);
    deaf.close();
  }

  @Test
  void aLostDeviceIsReportedOnce() throws Exception {
    live(FrameCodec.JSON).close();

    await().until(gateway.sessions::size, size -> size == 0);
    assertThat(gateway.log.sessions)
        .extracting(record -> record.getEventCase().name())
        .containsExactly("OPENED", "CLOSED");
  }

  @Test
  void drainingAnswersSaysGoodbyeAndCloses() throws Exception {
    try (RawClient client = live(FrameCodec.JSON)) {
      gateway.log.hold();
      client.text("bob", 1, "on its way");
      await().until(() -> gateway.log.inbound.size() == 1);
      Thread drain = new Thread(() -> new Drain(gateway.sessions).politely(Duration.ofSeconds(20)));
      drain.start();
      assertThat(client.receive().hasGoodbye()).isTrue();
      gateway.log.release();

      assertThat(client.receive().hasAccepted()).isTrue();
      assertThat(client.next().closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
      client.raw(RawFrames.masked(RawClient.CLOSE, new byte[] {0x0F, (byte) 0xA0}));
      drain.join();
    }
    assertThat(gateway.sessions.size()).isZero();
  }

  @Test
  void aUserHasOnlySoManyConnectionsAtOnce() throws Exception {
    RawClient first = live(FrameCodec.JSON);
    try (RawClient second = live(FrameCodec.JSON);
        RawClient third = connect(FrameCodec.JSON)) {
      third.send(
          ClientFrame.newBuilder()
              .setHello(Hello.newBuilder().setToken(gateway.token("ann")).setDeviceId("third")));
      assertThat(third.next().closeCode()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
      second.text("bob", 1, "healthy beside it");
      assertThat(second.receive().hasAccepted()).isTrue();

      first.close();
      await().until(() -> closedSessions() == 1);
      live(FrameCodec.JSON).close();
    }
  }

  @Test
  void anAddressHasOnlySoManyConnectionsAtOnce() throws Exception {
    try (TestGateway narrow = new TestGateway(10, 1);
        RawClient first = RawClient.connect(narrow, FrameCodec.JSON)) {
      await().until(narrow.sessions::size, size -> size == 1);
      try (RawClient second = RawClient.connect(narrow, FrameCodec.JSON)) {
        assertThat(second.next().closeCode()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
      }
      first.hello(narrow.token("ann"), "phone");
      assertThat(narrow.log.sessions).hasSize(1);
    }
  }

  private long closedSessions() {
    return gateway.log.sessions.stream().filter(record -> record.hasClosed()).count();
  }
}
