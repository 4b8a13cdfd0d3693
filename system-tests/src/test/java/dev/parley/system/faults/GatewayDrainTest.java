package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@OnStack
class GatewayDrainTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  GatewayDrainTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-15"})
  void aStoppedGatewaySaysGoodbyeAndItsDevicesMissNothingElsewhere() throws Exception {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing before = annsPhone.say(bob, "before");
      bobsPhone.awaitMessage(before);
      parley.stack().stop("gateway-1");
      try {
        ServerFrame goodbye = bobsPhone.awaitFrame(ServerFrame::hasGoodbye, PATIENCE);
        assertThat(goodbye.getGoodbye().getReconnectAfterMs()).isNotNegative();
        assertThat(bobsPhone.awaitClose()).isEqualTo(CloseCode.GOING_AWAY.code());
        annsPhone.awaitMessage(annsPhone.say(bob, "while away"));
        try (Device elsewhere = parley.device(bob, "phone", 0, FrameCodec.JSON, 1)) {
          assertThat(elsewhere.awaitPosition(2).getMessage().getText()).isEqualTo("while away");
        }
      } finally {
        parley.stack().restart("gateway-1");
      }
      try (Device back = parley.device(bob, "phone", 1, FrameCodec.JSON, 1)) {
        assertThat(back.awaitPosition(2).getMessage().getText()).isEqualTo("while away");
        back.awaitMessage(annsPhone.say(bob, "live again"));
      }
    }
  }

  @Test
  void aKilledGatewayIsReplacedByANewIncarnationOnTheSameSlot() throws Exception {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      bobsPhone.awaitMessage(annsPhone.say(bob, "before"));
      parley.stack().kill("gateway-1");
      annsPhone.awaitMessage(annsPhone.say(bob, "to nobody"));
      parley.stack().restart("gateway-1");
      try (Device back = parley.device(bob, "phone", 1, FrameCodec.PROTO, 1)) {
        assertThat(back.awaitPosition(2).getMessage().getText()).isEqualTo("to nobody");
        back.awaitMessage(annsPhone.say(bob, "live again"));
      }
    }
  }

  @Test
  void healthAndReadinessAreAnswered() throws Exception {
    for (String path : new String[] {"/healthz", "/readyz"}) {
      HttpRequest request = HttpRequest.newBuilder(parley.gateway(0).resolve(path)).build();
      await()
          .atMost(PATIENCE)
          .until(() -> parley.http().send(request, BodyHandlers.ofString()).statusCode() == 200);
    }
  }
}
