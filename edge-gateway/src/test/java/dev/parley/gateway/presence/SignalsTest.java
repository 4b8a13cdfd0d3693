package dev.parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.DeviceSignal;
import dev.parley.protocol.v1.PresenceSignals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {
  private static final int PARTITIONS = Topics.PRESENCE_SIGNALS.partitions();
  private static final int BOBS = Signals.partition("bob");

  private final Signals signals = new Signals(2, 7);

  @Test
  void thereIsOneRecordAPartitionHoweverManyUsersThereAre() {
    for (int i = 0; i < 1_000; i++) {
      signals.here(device("user-" + i));
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Signals.Turn turn = signals.take();
      int turns = partition;

      assertThat(turn.partition()).isEqualTo(turns);
      assertThat(turn.records())
          .singleElement()
          .satisfies(
              record ->
                  assertThat(record.getDevicesList())
                      .isNotEmpty()
                      .allMatch(device -> Signals.partition(device.getUserId()) == turns));
    }
  }

  @Test
  void aRecordStaysFarBelowWhatKafkaTakes() {
    int users = 3 * SignalRecords.ENTRIES_MAX * PARTITIONS;
    for (int i = 0; i < users; i++) {
      signals.here(device("a-user-with-a-rather-long-name-indeed-%032d".formatted(i)));
    }
    List<PresenceSignals> records = period();

    assertThat(records.stream().mapToInt(PresenceSignals::getDevicesCount).sum()).isEqualTo(users);
    assertThat(records).allMatch(record -> record.getSerializedSize() < 512 * 1024);
  }

  @Test
  void soItDoesHoweverManyWatchTheSameUser() {
    int askers = 5 * SignalRecords.ENTRIES_MAX;
    for (int i = 0; i < askers; i++) {
      signals.ask("bob", "a-user-with-a-rather-long-name-indeed-%032d".formatted(i));
    }
    List<PresenceSignals> records = period();

    assertThat(
            records.stream()
                .flatMap(record -> record.getWatchesList().stream())
                .flatMap(watch -> watch.getAskersList().stream())
                .distinct())
        .hasSize(askers);
    assertThat(records).allMatch(record -> record.getSerializedSize() < 512 * 1024);
  }

  @Test
  void whatTheJobNeverHeardOfNeedsNoEnd() {
    signals.ask("bob", "ann");
    signals.endWatch("bob");
    assertThat(period()).isEmpty();

    signals.ask("bob", "ann");
    period();
    signals.endWatch("bob");
    signals.ask("bob", "ann");
    signals.endWatch("bob");
    assertThat(period())
        .singleElement()
        .satisfies(record -> assertThat(record.getWatches(0).getOn()).isFalse());
  }

  @Test
  void whatGotLostIsSaidAsItIsNow() {
    signals.here(device("bob"));
    PresenceSignals came = take();
    signals.left(device("bob"));
    PresenceSignals went = take();
    signals.again(BOBS, came);
    signals.again(BOBS, went);
    assertThat(take().getDevices(0).getState()).isEqualTo(DeviceSignal.State.LEFT);

    signals.here(device("bob").toBuilder().setJoinedAt(5).build());
    take();
    signals.again(BOBS, came);
    signals.again(BOBS, went);
    assertThat(take().getDevicesList())
        .singleElement()
        .satisfies(device -> assertThat(device.getJoinedAt()).isEqualTo(5));
  }

  @Test
  void aRoundSaysEachDeviceOnceAndSpreadsThem() {
    for (int i = 0; i < 10_000; i++) {
      signals.here(device("user-" + i));
    }
    period();
    int said = 0;
    int most = 0;
    for (int i = 0; i < PartitionSignals.ROUND; i++) {
      int now = period().stream().mapToInt(PresenceSignals::getDevicesCount).sum();
      said += now;
      most = Math.max(most, now);
    }

    assertThat(said).isEqualTo(10_000);
    assertThat(most).isLessThan(3 * 10_000 / PartitionSignals.ROUND);
  }

  private PresenceSignals take() {
    List<PresenceSignals> records = period();
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private List<PresenceSignals> period() {
    List<PresenceSignals> records = new ArrayList<>();
    for (int turn = 0; turn < PARTITIONS; turn++) {
      records.addAll(signals.take().records());
    }
    return records;
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
