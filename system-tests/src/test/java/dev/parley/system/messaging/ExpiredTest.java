package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnStack
class ExpiredTest {
  private final Parley parley;

  ExpiredTest(Parley parley) {
    this.parley = parley;
  }

  @Test
  @Rules({"P-10", "P-11"})
  void aResendThatIsTooLateToBeKnownIsRefusedAndNeverASecondMessage() {
    String ann = parley.person("ann");
    String bob = parley.person("bob");
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing old = annsPhone.say(bob, "old");
      bobsPhone.awaitMessage(old);
      await("the id is forgotten")
          .atMost(RECOVERY)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                annsPhone.say(bob, "newer");
                annsPhone.send(old);
                return annsPhone.heard().stream()
                    .anyMatch(f -> f.getError().getClientMessageId().equals(old.id()));
              });
      assertThat(annsPhone.awaitError(e -> e.getClientMessageId().equals(old.id())).getCode())
          .isEqualTo(ErrorCode.EXPIRED.wireName());
      bobsPhone.awaitMessage(annsPhone.say(bob, "last"));
      assertThat(bobsPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsOnlyOnce(old.id());
    }
  }
}
