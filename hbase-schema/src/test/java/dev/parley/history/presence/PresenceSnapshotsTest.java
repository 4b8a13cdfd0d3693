package dev.parley.history.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.history.recent.RecentStore;
import dev.parley.history.recent.RedisProcess;
import dev.parley.protocol.v1.PresenceStatus;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;

/** Against a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceSnapshotsTest {
  private static final PresenceStatus ONLINE =
      PresenceStatus.newBuilder().setUserId("bob").setOnline(true).setVisible(true).build();
  private static final PresenceStatus HIDDEN = PresenceStatus.newBuilder().setUserId("bob").build();

  private RedisProcess redis;
  private RedisClient client;
  private RecentStore store;
  private PresenceSnapshotWriter writer;
  private PresenceSnapshots reader;

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
    writer = new PresenceSnapshotWriter(store);
    reader = new PresenceSnapshots(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void onlyThoseSeeASnapshotWhoWereShownThePersonBefore() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build()));

    assertThat(reader.read("ann", List.of("bob", "cem"))).containsExactly(ONLINE);
    assertThat(reader.read("eve", List.of("bob"))).isEmpty();
  }

  @Test
  void theNewestCountsAndViewersStay() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build(), HIDDEN));

    assertThat(reader.read("ann", List.of("bob"))).containsExactly(HIDDEN);
  }

  @Test
  void whoeverMayNotSeeThePersonAnyMoreFindsNothing() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").addGranted("cem").build()));
    writer.add(List.of(ONLINE.toBuilder().addRevoked("ann").build()));

    assertThat(reader.read("ann", List.of("bob"))).isEmpty();
    assertThat(reader.read("cem", List.of("bob"))).containsExactly(ONLINE);
  }

  @Test
  void afterASkippedOneNothingOldIsBelieved() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build()));
    writer.skipped(); // it may have said that bob hides
    writer.add(List.of(PresenceStatus.newBuilder().setUserId("cem").build()));

    assertThat(reader.read("ann", List.of("bob"))).isEmpty();
  }

  @Test
  void aNewWriterBelievesNothingThatItFinds() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build()));
    new PresenceSnapshotWriter(store).add(List.of());

    assertThat(reader.read("ann", List.of("bob"))).isEmpty();
  }

  @Test
  void aFlushedRedisHasNothingAndIsFilledAgain() {
    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build()));
    client.flushAll();
    assertThat(reader.read("ann", List.of("bob"))).isEmpty();

    writer.add(List.of(ONLINE.toBuilder().addGranted("ann").build()));
    assertThat(reader.read("ann", List.of("bob"))).containsExactly(ONLINE);
  }
}
