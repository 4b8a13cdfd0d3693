package dev.parley.system.contract;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Line;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What can't be taken is refused, and nothing else is harmed. */
@ForEveryClient
class RefusalContractTest {
  private final Client client;
  private final Parley parley;
  private final String ann;
  private final String bob;

  RefusalContractTest(Client client, Parley parley) {
    this.client = client;
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules("P-6")
  void aBadTokenEndsWith4401() {
    Client.Login login = new Client.Login(ann, "nonsense", "phone", 0, 0);
    try (Line line = client.connect(parley, login)) {
      await().atMost(PATIENCE).until(() -> line.closeCode().isPresent());
      assertThat(line.closeCode()).isEqualTo(OptionalInt.of(CloseCode.UNAUTHORIZED.code()));
      assertThat(line.heard()).isEmpty();
    }
  }

  @Test
  @Rules("P-20")
  void aNewerConnectionOfTheDeviceEndsTheOlderWith4003() {
    Device newer;
    try (Device older = client.device(parley, ann, "phone", 0)) {
      newer = client.device(parley, ann, "phone", 1);
      assertThat(older.awaitClose()).isEqualTo(CloseCode.REPLACED.code());
    } // else a client that reconnects by itself would come back
    try (newer) {
      newer.awaitMessage(newer.say(bob, "still here"));
    }
  }

  @Test
  @Rules("P-4")
  void aTextOver16KiBIsRefusedAndOneOfExactlyThatPasses() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing tooLarge = annsPhone.say(bob, "x".repeat(16 * 1024 + 1));
      annsPhone.awaitError(e -> e.getClientMessageId().equals(tooLarge.id()));
      Outgoing largest = annsPhone.say(bob, "x".repeat(16 * 1024));
      assertThat(bobsPhone.awaitMessage(largest).getText()).isEqualTo(largest.text());
      assertThat(bobsPhone.messages()).hasSize(1);
    }
  }

  @Test
  @Rules({"P-17", "P-18"})
  void theHistoryOfOthersIsRefusedAsOneThatDoesNotExist() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device evesPhone = client.device(parley, parley.person("eve"), "phone", 1)) {
      Outgoing secret = annsPhone.say(bob, "between us");
      annsPhone.awaitMessage(secret);
      for (String conversation : new String[] {secret.conversation(), "d:no-one:nobody"}) {
        HistoryRequest.Builder request =
            HistoryRequest.newBuilder()
                .setRef(conversation)
                .setConversationId(conversation)
                .setLimit(10);
        evesPhone.say(ClientFrame.newBuilder().setHistory(request).build());
        assertThat(evesPhone.awaitError(e -> e.getRef().equals(conversation)).getCode())
            .isEqualTo(ErrorCode.NOT_A_MEMBER.wireName());
      }
      evesPhone.awaitMessage(evesPhone.say(bob, "still here"));
    }
  }

  @Test
  @Rules("P-18")
  void aRequestThatBreaksARuleIsAnsweredByAnError() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0)) {
      ConversationsRequest.Builder request =
          ConversationsRequest.newBuilder().setRef("too many").setLimit(500);
      annsPhone.say(ClientFrame.newBuilder().setConversations(request).build());
      assertThat(annsPhone.awaitError(e -> e.getRef().equals("too many")).getCode())
          .isEqualTo(ErrorCode.INVALID_ARGUMENT.wireName());
      annsPhone.awaitMessage(annsPhone.say(bob, "still here"));
    }
  }

  @Test
  @Rules("P-12")
  void theSameIdWithOtherContentIsAConflictAndTheFirstStays() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "first");
      annsPhone.awaitAccepted(message);
      bobsPhone.awaitMessage(message);
      annsPhone.send(message.withText("second"));
      assertThat(annsPhone.awaitError(e -> e.getClientMessageId().equals(message.id())).getCode())
          .isEqualTo(ErrorCode.CONFLICT.wireName());
      bobsPhone.awaitMessage(annsPhone.say(bob, "next"));
      assertThat(bobsPhone.messages())
          .extracting(Message::getText)
          .containsExactly("first", "next");
    }
  }
}
