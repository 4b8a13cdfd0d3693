package dev.parley.history.recent;

import static dev.parley.history.store.Records.ANN_BOB;
import static dev.parley.history.store.Records.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.read.MessagePage;
import dev.parley.protocol.v1.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;

/** Against a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecentMessagesTest {
  private static final OptionalLong NEWEST = OptionalLong.empty();

  private RedisProcess redis;
  private RedisClient client;
  private RecentStore store;
  private RecentMessages reader;
  private RecentMessagesWriter writer;

  @BeforeAll
  void startRedis() throws IOException {
    redis = RedisProcess.start();
    client = redis.client();
  }

  @AfterAll
  void stopRedis() throws IOException {
    client.close();
    redis.close();
  }

  @BeforeEach
  void open() {
    client.flushAll();
    store = RecentStore.at(redis.address());
    reader = new RecentMessages(store);
    writer = newWriter();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Nested
  class Pages {
    @Test
    void nothingWrittenIsNoPage() {
      assertThat(page(NEWEST, 10)).isEmpty();
    }

    @Test
    void aFullPageIsComplete() {
      writer.add(messages(ANN_BOB, 5, 30));

      assertThat(page(NEWEST, 10)).contains(new MessagePage(messages(ANN_BOB, 21, 30), true));
      assertThat(page(OptionalLong.of(21), 10))
          .contains(new MessagePage(messages(ANN_BOB, 11, 20), true));
    }

    @Test
    void aPageThatReachesTheFirstMessageIsComplete() {
      writer.add(messages(ANN_BOB, 1, 4));

      assertThat(page(NEWEST, 10)).contains(new MessagePage(messages(ANN_BOB, 1, 4), false));
    }

    @Test
    void aPageThatGoesFurtherBackThanRedisIsLeftToHBase() {
      writer.add(messages(ANN_BOB, 5, 10));

      assertThat(page(NEWEST, 10)).isEmpty();
      assertThat(page(OptionalLong.of(5), 10)).isEmpty();
    }

    @Test
    void aPageBeforeAMessageThatRedisDoesNotHaveIsLeftToHBase() {
      writer.add(messages(ANN_BOB, 1, 10));

      assertThat(page(OptionalLong.of(100), 5)).isEmpty();
    }

    @Test
    void aHoleIsLeftToHBase() {
      writer.add(messages(ANN_BOB, 1, 10));
      writer.add(messages(ANN_BOB, 12, 13));

      assertThat(page(NEWEST, 5)).isEmpty();
      assertThat(page(NEWEST, 2)).isPresent();
    }

    @Test
    void theNewestHundredAreKept() {
      writer.add(messages(ANN_BOB, 1, 60));
      writer.add(messages(ANN_BOB, 61, 250));

      assertThat(page(NEWEST, 100)).contains(new MessagePage(messages(ANN_BOB, 151, 250), true));
      assertThat(page(NEWEST, 101)).isEmpty();
    }

    @Test
    void repeatsChangeNothing() {
      writer.add(messages(ANN_BOB, 1, 10));
      writer.add(messages(ANN_BOB, 7, 10));

      assertThat(page(NEWEST, 20)).contains(new MessagePage(messages(ANN_BOB, 1, 10), false));
    }

    @Test
    void aValueThatIsNoMessageIsLeftToHBase() {
      writer.add(messages(ANN_BOB, 1, 3));
      String key = client.keys("parley:recent:*d:ann:bob*").iterator().next();
      client.zadd(key, 4, "not a message");

      assertThat(page(NEWEST, 4)).isEmpty();
    }
  }

  @Nested
  class Generations {
    @Test
    void whatAnEarlierWriterLeftIsNotShown() {
      writer.add(messages(ANN_BOB, 1, 10));

      newWriter().add(List.of());

      assertThat(page(NEWEST, 5)).isEmpty();
    }

    @Test
    void messagesFromBeforeTheWritersStartAreNotCached() {
      List<Message> replayed = messages(ANN_BOB, 1, 10);
      Message live = messages(ANN_BOB, 11, 11).get(0);
      RecentMessagesWriter restarted =
          new RecentMessagesWriter(store, Instant.ofEpochMilli(live.getSentAt()));

      restarted.add(replayed);
      assertThat(page(NEWEST, 1)).isEmpty();

      restarted.add(List.of(live));
      assertThat(page(NEWEST, 1)).contains(new MessagePage(List.of(live), true));
    }

    @Test
    void aFlushIsNoticed() {
      writer.add(messages(ANN_BOB, 1, 10));
      client.flushAll();
      assertThat(page(NEWEST, 5)).isEmpty();

      writer.add(messages(ANN_BOB, 11, 20));

      assertThat(page(NEWEST, 10)).contains(new MessagePage(messages(ANN_BOB, 11, 20), true));
      assertThat(page(NEWEST, 20)).isEmpty();
    }

    @Test
    void aRedisThatFellBackToAnOldCopyShowsNothingOfIt() {
      newWriter().add(List.of());
      writer.add(messages(ANN_BOB, 1, 10));
      String old = client.keys("parley:recent:*d:ann:bob*").iterator().next();
      client.rename(old, old.replaceFirst(":[0-9]+:", ":1:"));
      client.set("parley:recent:generation", "1");
      assertThat(page(NEWEST, 5)).as("the old copy, not yet noticed").isPresent();

      writer.add(List.of());

      assertThat(page(NEWEST, 5)).isEmpty();
    }

    @Test
    void aWriteThatRedisRefusesHidesWhatWasThere() {
      writer.add(messages(ANN_BOB, 1, 10));
      String key = client.keys("parley:recent:*d:ann:bob*").iterator().next();
      client.del(key);
      client.set(key, "a value of the wrong type");
      writer.add(messages(ANN_BOB, 11, 11));

      writer.add(messages(ANN_BOB, 12, 12));

      assertThat(page(NEWEST, 1)).contains(new MessagePage(messages(ANN_BOB, 12, 12), true));
      assertThat(page(NEWEST, 2)).isEmpty();
    }

    @Test
    void aGenerationThatIsNoNumberIsLeftToHBase() {
      writer.add(messages(ANN_BOB, 1, 10));
      client.set("parley:recent:generation", "x");

      assertThat(page(NEWEST, 5)).isEmpty();
    }
  }

  @Test
  void whileRedisIsAwayNothingFailsAndWhatItMissedIsNotHiddenAfterwards() throws IOException {
    int port = RedisProcess.freePort();
    try (RecentStore away = RecentStore.at("127.0.0.1:" + port)) {
      RecentMessagesWriter patient = new RecentMessagesWriter(away, Instant.EPOCH);
      RecentMessages late = new RecentMessages(away);

      patient.add(messages(ANN_BOB, 1, 10));
      assertThat(late.page(ANN_BOB, NEWEST, 5)).isEmpty();

      RedisProcess back = RedisProcess.startAt(port);
      try {
        patient.add(messages(ANN_BOB, 11, 20));
        assertThat(late.page(ANN_BOB, NEWEST, 5))
            .contains(new MessagePage(messages(ANN_BOB, 16, 20), true));
        assertThat(late.page(ANN_BOB, NEWEST, 11)).isEmpty();
      } finally {
        back.close();
      }
    }
  }

  @Test
  void contiguousMeansDescendingByOne() {
    List<Message> newestFirst = new ArrayList<>(messages(ANN_BOB, 3, 5));
    Collections.reverse(newestFirst);

    assertThat(RecentMessages.complete(newestFirst, OptionalLong.of(6), 3)).isPresent();
    assertThat(RecentMessages.complete(newestFirst, OptionalLong.of(7), 3)).isEmpty();
    assertThat(RecentMessages.complete(newestFirst, OptionalLong.of(6), 4)).isEmpty();
    assertThat(RecentMessages.complete(messages(ANN_BOB, 3, 5), NEWEST, 3)).isEmpty();
  }

  private RecentMessagesWriter newWriter() {
    return new RecentMessagesWriter(store, Instant.EPOCH);
  }

  private Optional<MessagePage> page(OptionalLong before, int limit) {
    return reader.page(ANN_BOB, before, limit);
  }
}
