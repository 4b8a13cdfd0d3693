package dev.parley.system.faults;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** HBase and Redis can be away and people still talk. */
@OnStack
class StoreOutageTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  StoreOutageTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @Test
  void withoutHBasePeopleStillTalkAndItIsWrittenAfterwards() throws InterruptedException {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing before = annsPhone.say(bob, "before");
      String conversation = before.conversation();
      awaitInHistory(conversation, 1, PATIENCE);
      parley.stack().stop("hbase");
      try {
        for (int i = 0; i < 20; i++) {
          bobsPhone.awaitMessage(annsPhone.say(bob, "without " + i));
        }
        String token = parley.token(bob);
        assertThatThrownBy(() -> parley.history(0).conversations(token, null, 10).join())
            .hasMessageContaining(ErrorCode.UNAVAILABLE.wireName());
      } finally {
        parley.stack().restart("hbase");
      }
      bobsPhone.awaitMessage(annsPhone.say(bob, "after"));
      awaitInHistory(conversation, 22, RECOVERY);
      assertThat(history(conversation)).isEqualTo(bobsPhone.messages());
    }
  }

  @Test
  void flushedOrStoppedRedisChangesNothing() throws InterruptedException {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Outgoing first = annsPhone.say(bob, "cached");
      String conversation = first.conversation();
      bobsPhone.awaitMessage(first);
      awaitInHistory(conversation, 1, PATIENCE);
      try (Jedis redis = redis()) {
        redis.flushAll();
      }
      assertThat(history(conversation)).isEqualTo(bobsPhone.messages());
      bobsPhone.awaitMessage(annsPhone.say(bob, "after the flush"));
      awaitInHistory(conversation, 2, PATIENCE);

      parley.stack().stop("redis");
      try {
        bobsPhone.awaitMessage(annsPhone.say(bob, "without redis"));
        awaitInHistory(conversation, 3, PATIENCE);
        assertThat(history(conversation)).isEqualTo(bobsPhone.messages());
      } finally {
        parley.stack().restart("redis");
      }
      bobsPhone.awaitMessage(annsPhone.say(bob, "with redis again"));
      awaitInHistory(conversation, 4, PATIENCE);
      assertThat(history(conversation)).isEqualTo(bobsPhone.messages());
      await("the cache is used again")
          .atMost(RECOVERY)
          .until(
              () -> {
                annsPhone.awaitMessage(annsPhone.say(bob, "more"));
                try (Jedis redis = redis()) {
                  return !redis.keys("*{" + conversation + "}").isEmpty();
                }
              });
    }
  }

  private void awaitInHistory(String conversation, int messages, Duration limit) {
    await(messages + " messages in the history of " + conversation)
        .atMost(limit)
        .ignoreExceptions()
        .until(() -> history(conversation).size() >= messages);
  }

  private List<Message> history(String conversation) {
    HistoryPage page =
        parley.history(1).messages(parley.token(bob), conversation, null, 200).join();
    assertThat(page.getHasMore()).isFalse();
    return page.getMessagesList();
  }

  private Jedis redis() {
    return new Jedis(HostAndPort.from(parley.stack().endpoints().redis()));
  }
}
