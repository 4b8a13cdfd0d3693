package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Update;
import dev.parley.stack.Home;
import dev.parley.stack.StackException;
import dev.parley.stack.flink.Job;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Jobs are changed while people talk, and nobody notices more than a pause. */
@OnStack
class SavepointTest {
  private static final int HELD_BY_THE_PLATFORM = 2;

  private final Parley parley;
  private final String ann;
  private final String bob;

  SavepointTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  void upgradesAndRescalesLeaveOneUnbrokenConversationAndEveryConnection() throws Exception {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      List<Outgoing> sent = new ArrayList<>();
      sent.add(annsPhone.say(bob, "before"));
      parley.operations(Job.CONVERSATION).upgrade(Optional.empty(), Optional.empty());
      sent.add(annsPhone.say(bob, "after the upgrade of the one job"));
      parley.operations(Job.DELIVERY).upgrade(Optional.empty(), Optional.empty());
      sent.add(annsPhone.say(bob, "after the upgrade of the other"));
      parley.operations(Job.CONVERSATION).rescale(2);
      sent.add(annsPhone.say(bob, "at parallelism 2"));
      parley.operations(Job.CONVERSATION).rescale(1);
      sent.add(annsPhone.say(bob, "at parallelism 1"));

      annsPhone.send(sent.get(0));
      sent.add(annsPhone.say(bob, "after a resend"));
      bobsPhone.awaitMessage(sent.get(5), RECOVERY);

      assertThat(bobsPhone.messages())
          .extracting(Message::getClientMessageId)
          .containsExactlyElementsOf(sent.stream().map(Outgoing::id).toList());
      assertThat(bobsPhone.updates())
          .extracting(Update::getPosition)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 6).boxed().toList());
      assertThat(annsPhone.isConnected()).isTrue();
      assertThat(bobsPhone.isConnected()).isTrue();
    }
  }

  /**
   * Else every restart of a job leaves 20 MB of classes behind, until its TaskManager dies of it. A
   * thread that the Java platform starts once, and never ends, may hold those of the run in which
   * it was started: these are few, and don't grow.
   */
  @Test
  void runsThatHaveEndedLeaveNoClassesBehind() throws Exception {
    for (int run = 0; run < 2 * HELD_BY_THE_PLATFORM; run++) {
      parley.operations(Job.HISTORY).upgrade(Optional.empty(), Optional.empty());
    }

    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () ->
                assertThat(parley.instancesOnTaskManager("ChildFirstClassLoader"))
                    .isLessThanOrEqualTo(Job.values().length + HELD_BY_THE_PLATFORM));
  }

  @Test
  void anUpgradeThatDoesNotWorkGoesBackByItself() {
    Path wrongJob = Job.DELIVERY.jar(Home.find()); // knows no --memory
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing before = annsPhone.say(bob, "before");
      bobsPhone.awaitMessage(before);

      assertThatThrownBy(
              () ->
                  parley
                      .operations(Job.CONVERSATION)
                      .upgrade(Optional.of(wrongJob), Optional.empty()))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("--memory: unknown option")
          .hasMessageContaining("the former run goes on from");

      annsPhone.send(before);
      Outgoing after = annsPhone.say(bob, "after");
      assertThat(bobsPhone.awaitMessage(after, RECOVERY).getSeq()).isEqualTo(2);
    }
  }

  /** The other jobs' golden states are restored in their modules: live, they would number anew. */
  @Test
  void theHistoryJobGoesOnFromItsGoldenState() throws Exception {
    GoldenHistory golden = GoldenHistory.newest();
    golden.fillLogs(parley);
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      parley.operations(Job.HISTORY).restore(golden.directory());

      Outgoing message = annsPhone.say(bob, "written by the restored job");
      bobsPhone.awaitMessage(message);
      await()
          .atMost(RECOVERY)
          .untilAsserted(
              () -> assertThat(bobsPhone.wholeHistory(message.conversation(), 10)).hasSize(1));
    }
  }
}
