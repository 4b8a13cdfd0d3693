package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.codec.FrameCodec;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTest {
  private static final String LINE = "GET /v1/connect HTTP/1.1";

  private final TestGateway gateway = new TestGateway(100, 100);

  @AfterAll
  void stop() {
    gateway.close();
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = RawClient.upgrade(FrameCodec.JSON);
    headers.put(name, value);
    return headers;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> headers = RawClient.upgrade(FrameCodec.JSON);
    headers.remove(name);
    return headers;
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("version 8", LINE, with("Sec-WebSocket-Version", "8"), 426),
        Arguments.of("version 7", LINE, with("Sec-WebSocket-Version", "7"), 426),
        Arguments.of("version 14", LINE, with("Sec-WebSocket-Version", "14"), 426),
        Arguments.of("no version", LINE, without("Sec-WebSocket-Version"), 426),
        Arguments.of("no upgrade", LINE, without("Upgrade"), 426),
        Arguments.of("no connection", LINE, without("Connection"), 400),
        Arguments.of("no key", LINE, without("Sec-WebSocket-Key"), 400),
        Arguments.of("short key", LINE, with("Sec-WebSocket-Key", "AAAA"), 400),
        Arguments.of("no sub-protocol", LINE, without("Sec-WebSocket-Protocol"), 400),
        Arguments.of("unknown", LINE, with("Sec-WebSocket-Protocol", "parley.v2.json"), 400),
        Arguments.of("Origin null", LINE, with("Origin", "null"), 403),
        Arguments.of("foreign Origin", LINE, with("Origin", "https://evil.example"), 403),
        Arguments.of("suffix", LINE, with("Origin", "https://app.example.evil.example"), 403),
        Arguments.of("POST", "POST /v1/connect HTTP/1.1", with("Content-Length", "0"), 405),
        Arguments.of("HTTP/1.0", "GET /v1/connect HTTP/1.0", with("X", "y"), 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedBeforeTheHandshake(
      String what, String line, Map<String, String> headers, int status) throws Exception {
    String answer = RawClient.ask(gateway, line, headers);

    assertThat(answer.split("\r\n", 2)[0]).as(what).contains(" " + status);
    assertThat(answer).doesNotContainIgnoringCase("sec-websocket-accept");
  }

  @Test
  void aWrongVersionIsToldTheRightOne() throws Exception {
    assertThat(RawClient.ask(gateway, LINE, with("Sec-WebSocket-Version", "8")))
        .contains("Sec-WebSocket-Version: 13");
  }

  @Test
  void theFirstKnownSubprotocolIsChosenAndNoExtension() throws Exception {
    Map<String, String> headers =
        with("Sec-WebSocket-Protocol", "other, parley.v1.proto, parley.v1.json");
    headers.put("Sec-WebSocket-Extensions", "permessage-deflate");
    headers.put("Origin", "https://app.example");
    String answer = RawClient.ask(gateway, LINE, headers);

    assertThat(answer)
        .startsWith("HTTP/1.1 101")
        .contains("Sec-WebSocket-Protocol: parley.v1.proto")
        .doesNotContainIgnoringCase("sec-websocket-extensions");
  }

  @Test
  void aGatewayThatTakesNoConnectionsSaysSo() throws Exception {
    try (TestGateway leaving = new TestGateway(1, 1)) {
      leaving.closeDoor();

      assertThat(RawClient.ask(leaving, LINE, RawClient.upgrade(FrameCodec.JSON)))
          .startsWith("HTTP/1.1 503");
    }
  }
}
