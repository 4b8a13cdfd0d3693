package dev.parley.system.contract;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Devices come back. */
@ForEveryClient
class ResumeContractTest {
  /** More than the delivery job keeps at hand for a user, so that the store must help. */
  private static final int MORE_THAN_THE_TAIL = 300;

  private static final int VISITS = 5;
  private static final int MESSAGES_A_VISIT = 5;

  private final Client client;
  private final Parley parley;
  private final String ann;
  private final String bob;

  ResumeContractTest(Client client, Parley parley) {
    this.client = client;
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules("P-15")
  void aDeviceGetsExactlyWhatFollowsItsPosition() {
    List<Update> all = tenMessagesFromAnn();
    for (long since : new long[] {0, 1, 9, 10}) {
      try (Device again = client.device(parley, bob, "phone", (int) (since % 2), since)) {
        assertThat(again.awaitCaughtUp()).isEqualTo(10);
        assertThat(again.updates()).isEqualTo(all.subList((int) since, 10));
      }
    }
  }

  @Test
  @Rules("P-15")
  void aPositionBeyondTheHeadIsAnsweredByResync() {
    tenMessagesFromAnn();
    try (Device again = client.device(parley, bob, "phone", 0, 11);
        Device annsPhone = client.device(parley, ann, "phone", 1)) {
      ServerFrame resync = again.awaitFrame(ServerFrame::hasResync, PATIENCE);
      assertThat(resync.getResync().getPosition()).isEqualTo(10);
      assertThat(again.awaitCaughtUp()).isEqualTo(10);
      annsPhone.say(bob, "live");
      assertThat(again.awaitPosition(11).getMessage().getText()).isEqualTo("live");
    }
  }

  @Test
  @Rules("P-15")
  void whatIsOlderThanTheJobKeepsComesFromTheStoreInOneUnbrokenRow() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0)) {
      Outgoing last = annsPhone.say(bob, "0");
      for (int i = 1; i < MORE_THAN_THE_TAIL; i++) {
        last = annsPhone.say(bob, Integer.toString(i));
      }
      annsPhone.awaitMessage(last);
      for (long since : new long[] {0, 3}) {
        try (Device bobsPhone = client.device(parley, bob, "new-" + since, 1, since)) {
          assertThat(bobsPhone.awaitCaughtUp()).isEqualTo(MORE_THAN_THE_TAIL);
          assertThat(bobsPhone.updates())
              .extracting(Update::getPosition)
              .containsExactlyElementsOf(
                  LongStream.rangeClosed(since + 1, MORE_THAN_THE_TAIL).boxed().toList());
          assertThat(bobsPhone.messages().get(0).getText()).isEqualTo(Long.toString(since));
        }
      }
    }
  }

  @Test
  @Rules("P-15")
  void whatHappensWhileADeviceConnectsIsNeitherMissedNorRepeated() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0)) {
      long position = 0;
      Outgoing last = annsPhone.say(bob, "start");
      for (int visit = 0; visit < VISITS; visit++) {
        try (Device bobsPhone = client.device(parley, bob, "phone", visit % 2, position)) {
          for (int i = 0; i < MESSAGES_A_VISIT; i++) {
            last = annsPhone.say(bob, visit + "." + i);
          }
          bobsPhone.awaitMessage(last);
          long first = position + 1;
          position = bobsPhone.updates().get(bobsPhone.updates().size() - 1).getPosition();
          assertThat(bobsPhone.updates())
              .extracting(Update::getPosition)
              .containsExactlyElementsOf(LongStream.rangeClosed(first, position).boxed().toList());
        }
      }
      assertThat(position).isEqualTo(1 + VISITS * MESSAGES_A_VISIT);
    }
  }

  @Test
  @Rules("P-11")
  void aResendOnTheSameGatewayIsAcceptedAgainAndShownOnce() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
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
    try (Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      try (Device annsPhone = client.device(parley, ann, "phone", 0)) {
        message = annsPhone.say(bob, "once");
        annsPhone.awaitMessage(message);
      }
      try (Device again = client.other().device(parley, ann, "phone", 1, 0)) {
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
  @Rules("P-11")
  void theSameIdOfAnotherDeviceIsAnotherMessage() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device annsTablet = client.device(parley, ann, "tablet", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      Outgoing message = annsPhone.say(bob, "from the phone");
      bobsPhone.awaitMessage(message);
      annsTablet.send(message.withText("from the tablet"));
      bobsPhone.awaitUpdate(u -> u.getMessage().getText().equals("from the tablet"), PATIENCE);
      assertThat(bobsPhone.messages()).extracting(Message::getSeq).containsExactly(1L, 2L);
    }
  }

  private List<Update> tenMessagesFromAnn() {
    try (Device annsPhone = client.device(parley, ann, "phone", 0);
        Device bobsPhone = client.device(parley, bob, "phone", 1)) {
      for (int i = 1; i <= 10; i++) {
        annsPhone.say(bob, "message " + i);
      }
      bobsPhone.awaitPosition(10);
      return bobsPhone.updates();
    }
  }
}
