package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.client.raw.RawConnection;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.RawDevice;
import dev.parley.system.fixture.Rules;
import dev.parley.system.fixture.SilentPeer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of losing the server's trust ends the connection with its code. */
@OnStack
class CloseCodesTest {
  private static final int BIG_PAGES = 60;

  private final Parley parley;
  private final String ann;
  private final String bob;

  CloseCodesTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules("P-3")
  void withoutHelloItEndsWith4408() {
    try (RawConnection silent = parley.connect(0, FrameCodec.JSON)) {
      assertThat(silent.closeCode(PATIENCE)).isEqualTo(CloseCode.NO_HELLO.code());
    }
  }

  @Test
  @Rules("P-3")
  void aFrameBeforeHelloEndsWith4400AndIsNotTaken() {
    try (RawConnection hasty = parley.connect(0, FrameCodec.JSON);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      hasty.send(Outgoing.of(ann, bob, 1, "early").frame());
      assertThat(hasty.closeCode(PATIENCE)).isEqualTo(CloseCode.BAD_FRAME.code());
      bobsPhone.awaitMessage(bobsPhone.say(ann, "marker"));
      assertThat(bobsPhone.messages()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ."})
  @Rules("P-6")
  void aBadTokenEndsWith4401(String token) {
    try (RawConnection connection = parley.connect(0, FrameCodec.JSON)) {
      connection.hello(token, "phone", 0);
      assertThat(connection.closeCode(PATIENCE)).isEqualTo(CloseCode.UNAUTHORIZED.code());
      assertThat(connection.received()).isEmpty();
    }
  }

  @Test
  @Rules("P-4")
  void aFrameOver64KiBEndsWith4413() {
    try (RawDevice annsPhone = parley.device(ann, "phone", 0)) {
      annsPhone.connection().sendText("{\"ping\":{\"ref\":\"" + "x".repeat(64 * 1024) + "\"}}");
      assertThat(annsPhone.connection().closeCode(PATIENCE))
          .isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
    }
  }

  @Test
  @Rules("P-1")
  void aBinaryFrameOnAJsonConnectionEndsWith4400() {
    try (RawDevice annsPhone = parley.device(ann, "phone", 0)) {
      annsPhone.connection().sendBinary(new byte[] {1, 2, 3});
      assertThat(annsPhone.connection().closeCode(PATIENCE)).isEqualTo(CloseCode.BAD_FRAME.code());
    }
  }

  @Test
  @Rules("P-20")
  void aNewerConnectionOfTheDeviceEndsTheOlderWith4003AlsoOnAnotherGateway() {
    try (Device first = parley.device(ann, "phone", 0);
        Device second = parley.device(ann, "phone", 1);
        Device other = parley.device(ann, "tablet", 0)) {
      assertThat(first.awaitClose()).isEqualTo(CloseCode.REPLACED.code());
      second.awaitMessage(second.say(bob, "still here"));
      assertThat(other.isConnected()).isTrue();
    }
  }

  @Test
  @Rules("P-21")
  void aDeviceThatDoesNotReadEndsWith4001AndCanResume() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        RawDevice slow = parley.device(bob, "phone", 1)) {
      Outgoing last = annsPhone.say(bob, "x".repeat(16 * 1024));
      for (int i = 1; i < BIG_PAGES; i++) {
        last = annsPhone.say(bob, "x".repeat(16 * 1024));
      }
      slow.awaitMessage(last);
      String conversation = last.conversation();
      slow.connection().reading(false);
      // Until the sockets' buffers are full, and then for as long as the gateway's patience lasts.
      await("close of a device that doesn't read")
          .atMost(RECOVERY)
          .until(
              () -> {
                for (int i = 0; i < 10; i++) {
                  slow.connection()
                      .sendText(
                          "{\"history\":{\"ref\":\"%d\",\"conversationId\":\"%s\",\"limit\":%d}}"
                              .formatted(i, conversation, BIG_PAGES));
                }
                return parley.hasClosed(1, CloseCode.SLOW_CONSUMER);
              });
      slow.connection().reading(true);
      assertThat(slow.connection().closeCode(PATIENCE)).isIn(CloseCode.SLOW_CONSUMER.code(), 1006);
      annsPhone.say(bob, "while away");
    }
    try (Device again = parley.device(bob, "phone", 1, FrameCodec.JSON, BIG_PAGES)) {
      assertThat(again.awaitPosition(BIG_PAGES + 1).getMessage().getText()).isEqualTo("while away");
    }
  }

  @Test
  @Rules("P-5")
  void aDeviceWithoutASignOfLifeEndsWith4002() throws IOException {
    try (SilentPeer silent = new SilentPeer(parley.gateway(0), parley.token(ann), RECOVERY)) {
      assertThat(silent.awaitClose()).isEqualTo(CloseCode.IDLE.code());
    }
  }

  @Test
  @Rules("P-6")
  void tooManyConnectionsOfOneUserEndWith4429() {
    List<RawConnection> open = new ArrayList<>();
    try {
      String token = parley.token(ann);
      int code = 0;
      for (int i = 0; i < 200 && code == 0; i++) {
        RawConnection connection = parley.connect(0, FrameCodec.PROTO);
        open.add(connection);
        connection.hello(token, "device-" + i, 0);
        try {
          connection.next(PATIENCE);
        } catch (IllegalStateException closed) {
          code = connection.closeCode(PATIENCE);
        }
      }
      assertThat(code).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
    } finally {
      open.forEach(RawConnection::close);
    }
  }

  @Test
  @Rules("P-26")
  void theSessionsOfAUserAreCountedOverAllGateways() {
    List<Device> open = new ArrayList<>();
    try {
      for (int i = 0; i < ProtocolLimits.USER_SESSIONS_MAX; i++) {
        open.add(parley.device(ann, "device-" + i, i % 2));
      }
      RawConnection oneMore = parley.connect(0, FrameCodec.PROTO);
      oneMore.hello(parley.token(ann), "one-more", 0);
      assertThat(oneMore.closeCode(PATIENCE)).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());

      Outgoing still = open.get(0).say(parley.person("bob"), "still here");
      open.get(1).awaitMessage(still);
    } finally {
      open.forEach(Device::close);
    }
  }

  @Test
  @Rules("P-7")
  void aPageOfAnotherOriginIsRefusedBeforeTheUpgrade() {
    for (String origin : List.of("http://evil.example", "null", origin() + ".evil.example")) {
      assertThatThrownBy(() -> connectFrom(origin, "/v1/connect")).hasMessageContaining("403");
    }
    connectFrom(origin(), "/v1/connect").close();
  }

  @Test
  @Rules("P-6")
  void aTokenInTheAddressIsRefused() {
    assertThatThrownBy(() -> connectFrom(origin(), "/v1/connect?token=abc"))
        .hasMessageContaining("400");
  }

  @Test
  @Rules("P-1")
  void anUnknownSubprotocolIsRefused() {
    Transport.Target target =
        new Transport.Target(
            parley.socket(0).resolve("/v1/connect"), List.of("parley.v9.xml"), Map.of());
    assertThatThrownBy(() -> RawConnection.open(parley.transport(), target, FrameCodec.JSON))
        .hasMessageContaining("400");
  }

  private String origin() {
    return parley.gateway(0).toString();
  }

  private RawConnection connectFrom(String origin, String path) {
    URI url = parley.socket(0).resolve(path);
    Transport.Target target =
        new Transport.Target(url, List.of(FrameCodec.JSON.subprotocol()), Map.of("Origin", origin));
    return RawConnection.open(parley.transport(), target, FrameCodec.JSON);
  }
}
