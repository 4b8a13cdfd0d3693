package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.RawDevice;
import dev.parley.system.fixture.Rules;
import org.junit.jupiter.api.Test;

@OnStack
class LateRefusalTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  LateRefusalTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-12"})
  void aDeviceThatLeftHearsOfTheRefusalWhenItComesBack() {
    Outgoing message;
    try (RawDevice annsPhone = parley.device(ann, "phone", 0);
        Device annsTablet = parley.device(ann, "tablet", 1)) {
      message = annsPhone.say(bob, "first");
      annsPhone.awaitMessage(message);
      annsPhone.send(message.withText("second"));
      annsPhone.awaitAccepted(message, 2, PATIENCE);
      annsPhone.connection().abort();
      Outgoing marker = annsTablet.say(bob, "so that the refusal is past");
      annsTablet.awaitMessage(marker);
      assertThat(annsTablet.heard()).noneMatch(ServerFrame::hasError);
    }
    try (Device again = parley.device(ann, "phone", 1)) {
      assertThat(again.awaitError(e -> e.getClientMessageId().equals(message.id())).getCode())
          .isEqualTo(ErrorCode.CONFLICT.wireName());
    }
  }
}
