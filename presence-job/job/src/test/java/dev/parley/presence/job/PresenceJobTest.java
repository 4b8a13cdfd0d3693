package dev.parley.presence.job;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.GraphTest;
import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class PresenceJobTest extends GraphTest {
  @Override
  protected String job() {
    return PresenceJob.NAME;
  }

  @Override
  protected Collection<String> uids() {
    return Arrays.stream(PresenceUid.values()).map(PresenceUid::uid).toList();
  }

  @Override
  protected Collection<String> states() {
    return Stream.concat(
            Arrays.stream(RosterStates.values()).map(state -> "roster/" + state.stateName()),
            Arrays.stream(PersonStates.values()).map(state -> "presence/" + state.stateName()))
        .toList();
  }

  /** Three sources, the rosters, the persons, and the dead letters of two operators. */
  @Override
  protected int vertices() {
    return 6;
  }

  @Override
  protected StreamGraph graph() {
    return newGraph();
  }

  @Test
  void aSignalOnItsWayNeedsNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(PersonInput.class);
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PresenceJob.main(new String[] {"--kafka", "a:1"}))
        .withMessage("--redis: missing (expected: host:port)");
  }

  static StreamGraph newGraph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(
            JobArguments.parse(new String[] {"--kafka", "a:1", "--parallelism", "2"}),
            Pace.GATHERED);
    PresenceJob.build(env, KafkaConnector.live(PresenceJob.NAME, "a:1"), "a:2");
    return env.getStreamGraph();
  }
}
