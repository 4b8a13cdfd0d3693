package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.history.schema.Tables;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.Patience;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.replay.ReplayCommand;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** What the jobs have made of the logs can be made again. */
@OnStack
class ReplayTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  ReplayTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  void fromNothingEveryMessageGetsItsNumberAgain() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      for (int i = 0; i < 10; i++) {
        bobsPhone.awaitMessage(annsPhone.say(bob, "message " + i));
      }
      assertThat(replay("conversations", "--verify", "--parallelism=3")).isZero();
    }
  }

  @Test
  void aHistoryThatIsGoneComesBackFromTheLog() throws Exception {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      for (int i = 0; i < 9; i++) {
        bobsPhone.awaitMessage(annsPhone.say(bob, "message " + i));
      }
      Outgoing last = annsPhone.say(bob, "last");
      bobsPhone.awaitMessage(last);
      awaitHistory(bobsPhone, last.conversation(), 10);

      loseHistory();
      awaitHistory(bobsPhone, last.conversation(), 0);
      assertThat(replay("history", "--rate=5000")).isZero();

      List<Message> history = bobsPhone.wholeHistory(last.conversation(), 100);
      assertThat(history).isEqualTo(bobsPhone.messages());
    }
  }

  private void loseHistory() throws Exception {
    try (HistoryStore store =
            new HistoryStore(parley.stack().endpoints().zookeeper(), Patience.TOOL);
        Jedis redis = new Jedis(HostAndPort.from(parley.stack().endpoints().redis()))) {
      AsyncAdmin admin = store.admin();
      admin.disableTable(Tables.MESSAGES.tableName()).get();
      admin.truncateTable(Tables.MESSAGES.tableName(), true).get();
      redis.flushAll();
    }
  }

  private static void awaitHistory(Device device, String conversation, int messages) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(device.wholeHistory(conversation, 100)).hasSize(messages));
  }

  private int replay(String... arguments) {
    return new CommandLine(new ReplayCommand())
        .execute(
            Stream.concat(Stream.of(arguments), Stream.of("--data=" + parley.data()))
                .toArray(String[]::new));
  }
}
