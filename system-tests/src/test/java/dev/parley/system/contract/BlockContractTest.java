package dev.parley.system.contract;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import org.junit.jupiter.api.Test;

/** Whoever has enough of somebody hears no more of them, until they change their mind. */
@ForEveryClient
class BlockContractTest {
  private final Client client;
  private final Parley parley;
  private final String ann;
  private final String bob;

  BlockContractTest(Client client, Parley parley) {
    this.client = client;
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules("P-27")
  void whileOneBlocksTheOtherNoMessageIsTakenFromEither() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1);
        Device bobsDesk = client.other().device(parley, bob, "desk", 0)) {
      Outgoing hello = annsPhone.say(bob, "hello");
      bobsPhone.awaitMessage(hello);
      bobsPhone.block(hello.conversation(), true);
      bobsDesk.awaitBlocked(hello.conversation(), true);
      awaitListed(bobsDesk, true);

      awaitRefused(annsPhone, annsPhone.say(bob, "hello?"));
      awaitRefused(bobsPhone, bobsPhone.say(ann, "go away"));

      bobsDesk.block(hello.conversation(), false);
      bobsPhone.awaitBlocked(hello.conversation(), false);
      awaitListed(bobsPhone, false);
      Outgoing again = annsPhone.say(bob, "thank you");
      bobsPhone.awaitMessage(again);
      assertThat(bobsPhone.messages())
          .extracting(Message::getText)
          .containsExactly("hello", "thank you");
      assertThat(annsPhone.updates()).noneMatch(Update::hasConversation);
    }
  }

  private static void awaitRefused(Device device, Outgoing message) {
    device.awaitError(
        error ->
            error.getClientMessageId().equals(message.id())
                && error.getCode().equals(ErrorCode.BLOCKED.wireName()));
  }

  private static void awaitListed(Device device, boolean blocked) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(device.conversations("", 10).getConversationsList())
                    .extracting(ConversationSummary::getBlocked)
                    .containsExactly(blocked));
  }
}
