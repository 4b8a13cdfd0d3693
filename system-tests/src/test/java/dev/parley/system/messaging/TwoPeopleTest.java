package dev.parley.system.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnStack
class TwoPeopleTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  TwoPeopleTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-1", "P-10", "P-13", "P-17"})
  void messagesGoBothWaysAcrossGatewaysAndEncodings() {
    try (Device annsPhone = parley.device(ann, "phone", 0, FrameCodec.JSON, 0);
        Device bobsPhone = parley.device(bob, "phone", 1, FrameCodec.PROTO, 0)) {
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
  @Rules({"P-16"})
  void ticksGoFromSentToDeliveredToReadAndNeverBack() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
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
  @Rules({"P-16"})
  void aReceiptBeyondTheHeadCountsAsTheHead() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "one");
      bobsPhone.awaitMessage(message);
      bobsPhone.read(message.conversation(), 1_000_000);
      assertThat(annsPhone.awaitCursors(message.conversation(), bob, 1, 1).getRead()).isEqualTo(1);
    }
  }

  @Test
  @Rules({"P-14", "P-15", "P-19"})
  void aBurstArrivesCompleteAndInTheOrderInWhichItWasSent() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
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
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1);
        Device bobsTablet = parley.device(bob, "tablet", 0, FrameCodec.PROTO, 0)) {
      Outgoing first = annsPhone.say(bob, "on both?");
      bobsPhone.awaitMessage(first);
      bobsTablet.awaitMessage(first);
      bobsPhone.read(first.conversation(), 1);
      bobsTablet.awaitCursors(first.conversation(), bob, 1, 1);

      Outgoing answer = bobsTablet.say(ann, "yes");
      bobsPhone.awaitMessage(answer);
      bobsTablet.awaitMessage(answer);
      await()
          .atMost(Parley.PATIENCE)
          .untilAsserted(() -> assertThat(bobsTablet.updates()).isEqualTo(bobsPhone.updates()));
    }
  }

  @Test
  @Rules({"P-17"})
  void nobodyElseHearsAnything() {
    String eve = parley.person("eve");
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1);
        Device evesPhone = parley.device(eve, "phone", 1)) {
      bobsPhone.awaitMessage(annsPhone.say(bob, "between us"));
      Outgoing own = evesPhone.say(bob, "what did she say?");
      evesPhone.awaitMessage(own);
      assertThat(evesPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsExactly(own.id());
    }
  }

  private static List<Long> cursorsOf(Device device, String member) {
    return device.updates().stream()
        .filter(u -> u.getReceipt().getUserId().equals(member))
        .map(u -> u.getReceipt().getDelivered() * 1000 + u.getReceipt().getRead())
        .toList();
  }
}
