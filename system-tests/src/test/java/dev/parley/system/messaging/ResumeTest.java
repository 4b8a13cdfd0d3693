package dev.parley.system.messaging;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnStack
class ResumeTest {
  /** More than the delivery job keeps at hand for a user, so that the store must help. */
  private static final int MORE_THAN_THE_TAIL = 300;

  private final Parley parley;
  private final String ann;
  private final String bob;

  ResumeTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @ParameterizedTest
  @EnumSource(FrameCodec.class)
  @Rules("P-15")
  void aDeviceGetsExactlyWhatFollowsItsPosition(FrameCodec codec) {
    List<Update> all = tenMessagesFromAnn();
    for (long since : new long[] {0, 1, 5, 9, 10}) {
      try (Device again = parley.device(bob, "phone", (int) (since % 2), codec, since)) {
        assertThat(again.awaitCaughtUp()).isEqualTo(10);
        assertThat(again.updates()).isEqualTo(all.subList((int) since, 10));
      }
    }
  }

  @Test
  @Rules("P-15")
  void aPositionBeyondTheHeadIsAnsweredByResync() {
    tenMessagesFromAnn();
    try (Device again = parley.device(bob, "phone", 0, FrameCodec.JSON, 11);
        Device annsPhone = parley.device(ann, "phone", 1)) {
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
    try (Device annsPhone = parley.device(ann, "phone", 0)) {
      Outgoing last = annsPhone.say(bob, "0");
      for (int i = 1; i < MORE_THAN_THE_TAIL; i++) {
        last = annsPhone.say(bob, Integer.toString(i));
      }
      annsPhone.awaitMessage(last);
      for (long since : new long[] {0, 3}) {
        try (Device bobsPhone = parley.device(bob, "new-" + since, 1, FrameCodec.PROTO, since)) {
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
    try (Device annsPhone = parley.device(ann, "phone", 0)) {
      long position = 0;
      Outgoing last = annsPhone.say(bob, "start");
      for (int visit = 0; visit < 10; visit++) {
        try (Device bobsPhone = parley.device(bob, "phone", visit % 2, FrameCodec.JSON, position)) {
          for (int i = 0; i < 5; i++) {
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
      assertThat(position).isEqualTo(51);
    }
  }

  private List<Update> tenMessagesFromAnn() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      for (int i = 1; i <= 10; i++) {
        annsPhone.say(bob, "message " + i);
      }
      bobsPhone.awaitPosition(10);
      return bobsPhone.updates();
    }
  }
}
