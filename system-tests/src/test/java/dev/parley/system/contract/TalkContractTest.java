package dev.parley.system.contract;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Typing;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** People talk. */
@ForEveryClient
class TalkContractTest {
  private final Client client;
  private final Parley parley;
  private final String ann;
  private final String bob;

  TalkContractTest(Client client, Parley parley) {
    this.client = client;
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-1", "P-10", "P-13", "P-17"})
  void messagesGoBothWaysAcrossGatewaysAndClients() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.other().device(parley, bob, "phone", 1)) {
      Outgoing hello = annsPhone.say(bob, "Hällo Bob \uD83D\uDE00 \u202e <b>");
      Message heard = bobsPhone.awaitMessage(hello);
      assertThat(heard.getText()).isEqualTo(hello.text());
      assertThat(heard.getFrom()).isEqualTo(ann);
      assertThat(heard.getFromDevice()).isEqualTo("phone");
      assertThat(heard.getSeq()).isEqualTo(1);
      assertThat(heard.getSentAt()).isPositive();

      Outgoing answer = bobsPhone.say(ann, "Hello Ann");
      assertThat(annsPhone.awaitMessage(answer).getSeq()).isEqualTo(2);
      annsPhone.awaitAccepted(hello);
      bobsPhone.awaitAccepted(answer);

      bobsPhone.awaitMessage(answer);
      assertThat(annsPhone.awaitMessage(hello)).isEqualTo(heard);
      assertThat(bobsPhone.messages()).isEqualTo(annsPhone.messages());
    }
  }

  @Test
  void bytesArriveAsTheyWereSent() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Send.Builder send =
          Send.newBuilder()
              .setTo(bob)
              .setClientMessageId(UUID.randomUUID().toString())
              .setLocalSeq(1)
              .setPayload(ByteString.copyFrom(new byte[] {0, 1, -1, 127, -128}))
              .setContentType("application/octet-stream");
      annsPhone.say(ClientFrame.newBuilder().setSend(send).build());
      Message heard = bobsPhone.awaitUpdate(Update::hasMessage, PATIENCE).getMessage();
      assertThat(heard.getPayload()).isEqualTo(send.getPayload());
      assertThat(heard.getContentType()).isEqualTo(send.getContentType());
    }
  }

  @Test
  @Rules("P-16")
  void ticksGoFromSentToDeliveredToReadAndNeverBack() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "seen?");
      String conversation = message.conversation();
      bobsPhone.awaitMessage(message);

      bobsPhone.delivered(conversation, 1);
      assertThat(annsPhone.awaitCursors(conversation, bob, 1, 0).getRead()).isZero();
      bobsPhone.read(conversation, 1);
      annsPhone.awaitCursors(conversation, bob, 1, 1);

      bobsPhone.delivered(conversation, 0);
      bobsPhone.read(conversation, 1);
      Outgoing after = bobsPhone.say(ann, "done");
      annsPhone.awaitMessage(after);
      assertThat(cursorsOf(annsPhone, bob)).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  @Rules("P-16")
  void aReceiptBeyondTheHeadCountsAsTheHead() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "one");
      bobsPhone.awaitMessage(message);
      bobsPhone.read(message.conversation(), 1_000_000);
      assertThat(annsPhone.awaitCursors(message.conversation(), bob, 1, 1).getRead()).isEqualTo(1);
    }
  }

  @Test
  @Rules({"P-14", "P-15", "P-19"})
  void aBurstArrivesCompleteAndInTheOrderInWhichItWasSent() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      List<Outgoing> burst =
          IntStream.range(0, 100).mapToObj(i -> annsPhone.say(bob, "burst " + i)).toList();
      bobsPhone.awaitMessage(burst.get(99));
      assertThat(bobsPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsExactlyElementsOf(burst.stream().map(Outgoing::id).toList());
      assertThat(bobsPhone.messages())
          .extracting(Message::getSeq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
      assertThat(bobsPhone.updates())
          .extracting(Update::getPosition)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, bobsPhone.updates().size()).boxed().toList());
    }
  }

  @Test
  @Rules({"P-13", "P-15"})
  void twoDevicesOfOneUserSeeTheSameFeedAndShareTheirReading() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1);
        Device bobsTablet = client.other().device(parley, bob, "tablet", 0)) {
      Outgoing first = annsPhone.say(bob, "on both?");
      bobsPhone.awaitMessage(first);
      bobsTablet.awaitMessage(first);
      bobsPhone.read(first.conversation(), 1);
      bobsTablet.awaitCursors(first.conversation(), bob, 1, 1);

      Outgoing answer = bobsTablet.say(ann, "yes");
      bobsPhone.awaitMessage(answer);
      bobsTablet.awaitMessage(answer);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(bobsTablet.updates()).isEqualTo(bobsPhone.updates()));
    }
  }

  @Test
  @Rules("P-17")
  void nobodyElseHearsAnything() {
    String eve = parley.person("eve");
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1);
        Device evesPhone = client.device(parley, eve, "phone", 1)) {
      bobsPhone.awaitMessage(annsPhone.say(bob, "between us"));
      Outgoing own = evesPhone.say(bob, "what did she say?");
      evesPhone.awaitMessage(own);
      assertThat(evesPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsExactly(own.id());
    }
  }

  @Test
  void typingAndPresenceAreTakenWithoutAnError() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "hello");
      bobsPhone.awaitMessage(message);
      Typing.Builder typing =
          Typing.newBuilder().setConversationId(message.conversation()).setOn(true);
      bobsPhone.say(ClientFrame.newBuilder().setTyping(typing).build());
      PresenceRequest.Builder presence =
          PresenceRequest.newBuilder().addSubscribe(ann).setState("active");
      bobsPhone.say(ClientFrame.newBuilder().setPresence(presence).build());
      assertThat(bobsPhone.ping().getServerTime()).isPositive();
      assertThat(bobsPhone.heard()).noneMatch(ServerFrame::hasError);
    }
  }

  private static List<Long> cursorsOf(Device device, String member) {
    return device.updates().stream()
        .filter(u -> u.getReceipt().getUserId().equals(member))
        .map(u -> u.getReceipt().getDelivered() * 1000 + u.getReceipt().getRead())
        .toList();
  }
}
