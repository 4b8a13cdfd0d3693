package dev.parley.presence.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.flink.Golden;
import dev.parley.flink.GoldenTest;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PersonSignal;
import dev.parley.protocol.v1.PresenceStatus;
import dev.parley.protocol.v1.WatchSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that was ever released is one that the present code goes on with. */
class PresenceGoldenTest extends GoldenTest {
  private static final String ANN = "golden-ann";
  private static final String BOB = "golden-bob";
  private static final String CEM = "golden-cem";
  private static final int ANOTHER_GATEWAY = 15;

  @Override
  protected String job() {
    return PresenceJob.NAME;
  }

  @Override
  protected StreamGraph graph() {
    return PresenceJobTest.newGraph();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whoWasOnlineStillIsForThoseWhoMaySeeThem(Golden golden) throws Exception {
    for (int parallelism : List.of(1, 3)) {
      List<PresenceStatus> told =
          statuses(presence(golden, List.of(asks(ANN, BOB), asks(CEM, BOB)), parallelism));

      assertThat(told)
          .extracting(PresenceStatus::getUserId, PresenceStatus::getOnline)
          .containsExactly(tuple(BOB, true));
      assertThat(told.get(0).getGrantedList()).containsExactly(ANN);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theGatewaysDeathTakesThoseOfflineWhoWereThere(Golden golden) throws Exception {
    StreamExecutionEnvironment env = golden.environment(1);
    GatewayRecord successor =
        GatewayRecord.newBuilder()
            .setGateway(0)
            .setIncarnation(Long.MAX_VALUE)
            .setLeaseMs(10_000)
            .build();
    List<PersonInput> left =
        PresenceJob.roster(
                env.fromData(List.of(noise()), TypeInformation.of(SourceRecord.class)),
                env.fromData(
                    List.of(record(Topics.GATEWAYS, "0", successor.toByteArray())),
                    TypeInformation.of(SourceRecord.class)))
            .executeAndCollect(100);

    assertThat(left)
        .filteredOn(input -> input.decoded().hasDevice())
        .extracting(PersonInput::user)
        .containsExactlyInAnyOrder(ANN, BOB, CEM);
    assertThat(left)
        .filteredOn(input -> input.decoded().hasWatch())
        .extracting(PersonInput::user)
        .containsExactlyInAnyOrder(BOB, CEM);
  }

  private static PersonInput asks(String watcher, String user) {
    PersonSignal signal =
        PersonSignal.newBuilder()
            .setGateway(ANOTHER_GATEWAY)
            .setIncarnation(1)
            .setWatch(WatchSignal.newBuilder().setUserId(user).addAskers(watcher).setOn(true))
            .build();
    return new PersonInput(user, signal.toByteArray());
  }

  private static List<SinkRecord> presence(Golden golden, List<PersonInput> input, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = golden.environment(parallelism);
    return Golden.run(
        PresenceJob.presence(env.fromData(input, TypeInformation.of(PersonInput.class))));
  }

  /** What the asking gateway hears; timers that are due tell the others that everybody has gone. */
  private static List<PresenceStatus> statuses(List<SinkRecord> written) throws IOException {
    List<PresenceStatus> statuses = new ArrayList<>();
    for (SinkRecord record : written) {
      PresenceStatus status = GatewaySignal.parseFrom(record.value()).getStatus();
      if (record.partition() == ANOTHER_GATEWAY && status.getGrantedCount() > 0) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  private static SourceRecord noise() {
    return record(Topics.PRESENCE_SIGNALS, "0", new byte[] {(byte) 0xff});
  }

  private static SourceRecord record(Topics topic, String key, byte[] value) {
    return new SourceRecord(
        topic.topicName(), 0, 0, 1_900_000_000_000L, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
