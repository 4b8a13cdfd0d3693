package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import org.junit.jupiter.api.Test;

@OnStack
class BrokerOutageTest {
  private final Parley parley;

  BrokerOutageTest(Parley parley) {
    this.parley = parley;
  }

  @Test
  @Rules({"P-10", "P-11", "P-13"})
  void withoutTheLogASendIsUnavailableAndItsResendIsOneMessage() throws InterruptedException {
    String ann = parley.person("ann");
    String bob = parley.person("bob");
    Outgoing before;
    Outgoing lost;
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      before = annsPhone.say(bob, "before");
      bobsPhone.awaitMessage(before);
      parley.stack().takeDown("kafka");
      try {
        lost = annsPhone.say(bob, "without the log");
        String code =
            annsPhone
                .awaitFrame(f -> f.getError().getClientMessageId().equals(lost.id()), RECOVERY)
                .getError()
                .getCode();
        assertThat(code).isEqualTo(ErrorCode.UNAVAILABLE.wireName());
      } finally {
        parley.stack().restart("kafka");
        parley.awaitGateways();
      }
    }
    try (Device annsPhone = parley.device(ann, "phone", 1, FrameCodec.JSON, 1);
        Device bobsPhone = parley.device(bob, "phone", 0, FrameCodec.PROTO, 0)) {
      annsPhone.send(lost);
      annsPhone.awaitAccepted(lost, 1, RECOVERY);
      annsPhone.send(lost);
      bobsPhone.awaitMessage(lost, RECOVERY);
      Outgoing after = Outgoing.of(ann, bob, 3, "after");
      annsPhone.send(after);
      bobsPhone.awaitMessage(after, RECOVERY);
      assertThat(bobsPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsExactly(before.id(), lost.id(), after.id());
    }
  }
}
