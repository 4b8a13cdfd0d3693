package dev.parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {
  private final Signals signals = new Signals(2, 7);

  @Test
  void thereIsOneRecordAPartitionHoweverManyUsersThereAre() {
    for (int i = 0; i < 1_000; i++) {
      signals.here(device("user-" + i));
    }
    List<Signals.Batch> batches = signals.take();

    assertThat(batches).hasSize(Topics.PRESENCE_SIGNALS.partitions());
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.signals().getDevicesList())
                    .allMatch(
                        device -> Signals.partition(device.getUserId()) == batch.partition()));
  }

  @Test
  void aRecordStaysFarBelowWhatKafkaTakes() {
    int users = 3 * Signals.ENTRIES_MAX * Topics.PRESENCE_SIGNALS.partitions();
    for (int i = 0; i < users; i++) {
      signals.here(device("a-user-with-a-rather-long-name-indeed-%032d".formatted(i)));
    }
    List<Signals.Batch> batches = signals.take();

    assertThat(batches.stream().mapToInt(batch -> batch.signals().getDevicesCount()).sum())
        .isEqualTo(users);
    assertThat(batches).allMatch(batch -> batch.signals().getSerializedSize() < 512 * 1024);
  }

  @Test
  void soItDoesHoweverManyWatchTheSameUser() {
    int askers = 5 * Signals.ENTRIES_MAX;
    for (int i = 0; i < askers; i++) {
      signals.ask("bob", "a-user-with-a-rather-long-name-indeed-%032d".formatted(i));
    }
    List<Signals.Batch> batches = signals.take();

    assertThat(
            batches.stream()
                .flatMap(batch -> batch.signals().getWatchesList().stream())
                .flatMap(watch -> watch.getAskersList().stream())
                .distinct())
        .hasSize(askers);
    assertThat(batches).allMatch(batch -> batch.signals().getSerializedSize() < 512 * 1024);
  }

  @Test
  void whatTheJobNeverHeardOfNeedsNoEnd() {
    signals.ask("bob", "ann");
    signals.endWatch("bob");
    assertThat(signals.take()).isEmpty();

    signals.ask("bob", "ann");
    signals.take();
    signals.endWatch("bob");
    signals.ask("bob", "ann");
    signals.endWatch("bob");
    assertThat(signals.take())
        .singleElement()
        .satisfies(batch -> assertThat(batch.signals().getWatches(0).getOn()).isFalse());
  }

  @Test
  void whatGotLostIsSaidAsItIsNow() {
    signals.here(device("bob"));
    PresenceSignals came = take();
    signals.left(device("bob"));
    PresenceSignals went = take();
    signals.again(came);
    signals.again(went);
    assertThat(take().getDevices(0).getState()).isEqualTo(DeviceSignal.State.LEFT);

    signals.here(device("bob").toBuilder().setJoinedAt(5).build());
    take();
    signals.again(came);
    signals.again(went);
    assertThat(take().getDevicesList())
        .singleElement()
        .satisfies(device -> assertThat(device.getJoinedAt()).isEqualTo(5));
  }

  @Test
  void aRoundSaysEachDeviceOnceAndSpreadsThem() {
    for (int i = 0; i < 10_000; i++) {
      signals.here(device("user-" + i));
    }
    signals.take();
    int said = 0;
    int most = 0;
    for (int i = 0; i < Signals.ROUND; i++) {
      int now = signals.take().stream().mapToInt(batch -> batch.signals().getDevicesCount()).sum();
      said += now;
      most = Math.max(most, now);
    }

    assertThat(said).isEqualTo(10_000);
    assertThat(most).isLessThan(3 * 10_000 / Signals.ROUND);
  }

  private PresenceSignals take() {
    List<Signals.Batch> batches = signals.take();
    assertThat(batches).hasSize(1);
    return batches.get(0).signals();
  }

  private static DeviceSignal device(String user) {
    return DeviceSignal.newBuilder()
        .setUserId(user)
        .setDeviceId("phone")
        .setJoinedAt(1)
        .setState(DeviceSignal.State.ACTIVE)
        .setAt(1)
        .build();
  }
}
