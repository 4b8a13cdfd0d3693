package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
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
class ResendTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  ResendTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules("P-11")
  void aResendOnTheSameGatewayIsAcceptedAgainAndShownOnce() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "once");
      annsPhone.awaitAccepted(message);
      annsPhone.send(message);
      annsPhone.awaitAccepted(message, 2, PATIENCE);
      Outgoing next = annsPhone.say(bob, "next");
      assertThat(bobsPhone.awaitMessage(next).getSeq()).isEqualTo(2);
      annsPhone.awaitMessage(next);
      assertThat(bobsPhone.messages()).extracting(Message::getText).containsExactly("once", "next");
      assertThat(annsPhone.messages()).extracting(Message::getText).containsExactly("once", "next");
    }
  }

  @Test
  @Rules("P-11")
  void aResendOverTheOtherGatewayIsAcceptedAgainAndShownOnce() {
    Outgoing message;
    try (Device bobsPhone = parley.device(bob, "phone", 1)) {
      try (Device annsPhone = parley.device(ann, "phone", 0)) {
        message = annsPhone.say(bob, "once");
        annsPhone.awaitMessage(message);
      }
      try (Device again = parley.device(ann, "phone", 1, FrameCodec.PROTO, 0)) {
        again.send(message);
        again.awaitAccepted(message);
        Outgoing next = Outgoing.of(ann, bob, 2, "next");
        again.send(next);
        assertThat(bobsPhone.awaitMessage(next).getSeq()).isEqualTo(2);
        again.awaitMessage(next);
        assertThat(again.messages()).extracting(Message::getText).containsExactly("once", "next");
      }
      assertThat(bobsPhone.messages()).extracting(Message::getText).containsExactly("once", "next");
    }
  }

  @Test
  @Rules("P-12")
  void theSameIdWithOtherContentIsAConflictAndTheFirstStays() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "first");
      bobsPhone.awaitMessage(message);
      annsPhone.send(message.withText("second"));
      assertThat(annsPhone.awaitError(e -> e.getClientMessageId().equals(message.id())).getCode())
          .isEqualTo(ErrorCode.CONFLICT.wireName());
      Outgoing next = annsPhone.say(bob, "next");
      bobsPhone.awaitMessage(next);
      assertThat(bobsPhone.messages())
          .extracting(Message::getText)
          .containsExactly("first", "next");
    }
  }

  @Test
  @Rules({"P-10", "P-12"})
  void aDeviceThatLeftHearsOfTheRefusalWhenItComesBack() {
    Outgoing message;
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device annsTablet = parley.device(ann, "tablet", 1)) {
      message = annsPhone.say(bob, "first");
      annsPhone.awaitMessage(message);
      annsPhone.send(message.withText("second"));
      annsPhone.awaitAccepted(message, 2, PATIENCE);
      annsPhone.connection().abort();
      Outgoing marker = annsTablet.say(bob, "so that the refusal is past");
      annsTablet.awaitMessage(marker);
      assertThat(annsTablet.connection().received()).noneMatch(frame -> frame.hasError());
    }
    try (Device again = parley.device(ann, "phone", 1)) {
      assertThat(again.awaitError(e -> e.getClientMessageId().equals(message.id())).getCode())
          .isEqualTo(ErrorCode.CONFLICT.wireName());
    }
  }

  @Test
  @Rules("P-11")
  void theSameIdOfAnotherDeviceIsAnotherMessage() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device annsTablet = parley.device(ann, "tablet", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "from the phone");
      bobsPhone.awaitMessage(message);
      annsTablet.send(message.withText("from the tablet"));
      bobsPhone.awaitUpdate(u -> u.getMessage().getText().equals("from the tablet"), PATIENCE);
      assertThat(bobsPhone.messages()).extracting(Message::getSeq).containsExactly(1L, 2L);
    }
  }
}
