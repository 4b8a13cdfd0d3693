package dev.parley.stack.slow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TalkTest {
  private final Talk talk = new Talk();

  private static Message message(String id) {
    return Message.newBuilder().setFrom("ann").setClientMessageId(id).build();
  }

  @Test
  void aMeasuredMessageIsUnderWayUntilItsReceiverHasIt() {
    talk.measured("m1", System.nanoTime());
    talk.received("ann", message("m1")); // the sender's own copy
    assertThat(talk.underWay()).isEqualTo(1);
    talk.received("bob", message("m1"));

    assertThat(talk.underWay()).isZero();
    assertThat(talk.takeLatency().messages()).isEqualTo(1);
    assertThat(talk.takeLatency().messages()).isZero();
  }

  @Test
  void whatADeviceHasIsCounted() {
    talk.received("bob", message("m1"));
    talk.received("bob", message("m2"));

    assertThat(talk.receivedBy("bob")).isEqualTo(2);
    assertThat(talk.receivedBy("cid")).isZero();
  }

  @Test
  void aLostConnectionIsCounted() {
    talk.changed("bob", new ConnectionState.Online(java.net.URI.create("ws://g"), "bob", "s"));
    talk.changed("bob", new ConnectionState.Waiting(Duration.ZERO, 1006, "cut"));

    assertThat(talk.lostConnections()).isEqualTo(1);
  }
}
