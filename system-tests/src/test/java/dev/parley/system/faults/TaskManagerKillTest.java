package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Update;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnStack
class TaskManagerKillTest {
  private static final String TASK_MANAGER = "taskmanager";

  private final Parley parley;
  private final String ann;
  private final String bob;

  TaskManagerKillTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  @Rules({"P-10", "P-11", "P-13", "P-15"})
  void messagesAndResendsAcrossAKillMakeOneUnbrokenConversation() throws InterruptedException {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      List<Outgoing> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        sent.add(annsPhone.say(bob, "before " + i));
      }
      bobsPhone.awaitMessage(sent.get(19));
      annsPhone.send(sent.get(0)); // a resend before the kill

      parley.stack().kill(TASK_MANAGER);
      for (int i = 0; i < 20; i++) {
        sent.add(annsPhone.say(bob, "during " + i));
      }
      // Accepted needs no Flink: the log has them, and the TaskManager comes back by itself.
      annsPhone.awaitAccepted(sent.get(39));
      bobsPhone.awaitMessage(sent.get(39), RECOVERY);
      annsPhone.send(sent.get(5)); // resends after the kill, on both gateways
      annsPhone.awaitAccepted(sent.get(5), 2, Parley.PATIENCE);
      try (Device annsTablet = parley.device(ann, "tablet", 1, FrameCodec.PROTO, 0)) {
        annsTablet.awaitMessage(sent.get(39), RECOVERY);
        sent.add(annsPhone.say(bob, "after"));
        bobsPhone.awaitMessage(sent.get(40), RECOVERY);
        annsPhone.awaitMessage(sent.get(40));
        annsTablet.awaitMessage(sent.get(40));
        List<String> ids = sent.stream().map(Outgoing::id).toList();
        for (Device device : List.of(annsPhone, bobsPhone, annsTablet)) {
          assertThat(device.messages())
              .extracting(Message::getClientMessageId)
              .containsExactlyElementsOf(ids);
          assertThat(device.updates())
              .extracting(Update::getPosition)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
        }
        assertThat(bobsPhone.messages()).isEqualTo(annsPhone.messages());
      }
      try (Device again = parley.device(ann, "phone", 1, FrameCodec.JSON, 41)) {
        again.send(sent.get(7)); // and over the other gateway
        again.awaitAccepted(sent.get(7));
        Outgoing marker = Outgoing.of(ann, bob, 100, "marker");
        again.send(marker);
        assertThat(bobsPhone.awaitMessage(marker).getSeq()).isEqualTo(42);
      }
    }
  }
}
