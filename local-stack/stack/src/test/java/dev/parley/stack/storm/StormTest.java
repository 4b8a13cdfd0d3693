package dev.parley.stack.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ClientRuntime;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.device.FakeParley;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StormTest {
  private static final List<String> USERS = List.of("ann", "bob", "cid");
  private static final Transport.Target TARGET =
      new Transport.Target(
          URI.create("ws://gateway"), List.of(FrameCodec.PROTO.subprotocol()), Map.of());

  private static final Transport.Peer NOBODY =
      new Transport.Peer() {
        @Override
        public void opened(Transport.Link link) {}

        @Override
        public void received(byte[] message) {}

        @Override
        public void pinged() {}

        @Override
        public void closed(int code, String reason) {}
      };

  @Test
  void everybodyIsCutAndComesBackWithWhatWasWrittenMeanwhile() throws Exception {
    try (FakeParley parley = new FakeParley()) {
      CuttableTransport transport = new CuttableTransport(parley);
      Storm storm = new Storm(USERS, 1);
      try (ClientRuntime runtime = new ClientRuntime(2, real -> transport);
          Crowd crowd = new Crowd(runtime, parley.gateways(), Crowd.Manner.MANY, storm)) {
        crowd.connect(USERS);
        assertThat(storm.missing()).isEqualTo(3);
        storm.begins();
        assertThat(transport.cut()).isEqualTo(3);
        var unused = crowd.of("ann").send("bob", "still there?");

        assertThat(storm.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(storm.missing()).isZero();
        assertThat(storm.doubled()).isZero();
        assertThat(storm.away().messages()).isEqualTo(3);
        assertThat(transport.attempts()).isEqualTo(new CuttableTransport.Attempts(3, 0, 0, 0));
      }
    }
  }

  @Test
  void aRefusalWithoutATimeIsSeen() {
    CuttableTransport transport =
        new CuttableTransport(
            (target, peer) -> peer.closed(1006, "the upgrade was answered with HTTP 503"));
    transport.open(TARGET, NOBODY);
    assertThat(transport.attempts()).isEqualTo(new CuttableTransport.Attempts(1, 1, 0, 0));

    CuttableTransport told =
        new CuttableTransport(
            (target, peer) -> {
              peer.toldToWait(Duration.ofSeconds(3));
              peer.closed(1006, "the upgrade was answered with HTTP 503");
            });
    told.open(TARGET, NOBODY);
    assertThat(told.attempts()).isEqualTo(new CuttableTransport.Attempts(1, 1, 1, 0));
  }

  @Test
  void aRefusedHelloCountsAsARefusal() {
    CuttableTransport transport =
        new CuttableTransport(
            (target, peer) ->
                peer.received(
                    FrameCodec.PROTO.encode(
                        ServerFrame.newBuilder()
                            .setError(Error.newBuilder().setCode("unavailable").setRetryAfterMs(5))
                            .build())));
    transport.open(TARGET, NOBODY);

    assertThat(transport.attempts()).isEqualTo(new CuttableTransport.Attempts(1, 1, 1, 0));
  }
}
