package dev.parley.delivery.job;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.GraphTest;
import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import java.util.Arrays;
import java.util.Collection;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class DeliveryJobTest extends GraphTest {
  @Override
  protected String job() {
    return DeliveryJob.NAME;
  }

  @Override
  protected Collection<String> uids() {
    return Arrays.stream(DeliveryUid.values()).map(DeliveryUid::uid).toList();
  }

  @Override
  protected Collection<String> states() {
    return Arrays.stream(FeedState.values()).map(state -> "deliver/" + state.stateName()).toList();
  }

  /** Only the ways from the sources to the feed go over the network. */
  @Override
  protected int vertices() {
    return 4;
  }

  @Override
  protected StreamGraph graph() {
    return newGraph();
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryJob.main(new String[] {"--kafka", "nowhere"}))
        .withMessage("--kafka: nowhere (expected: host:port)");
  }

  static StreamGraph newGraph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(
            JobArguments.parse(new String[] {"--kafka", "a:1", "--parallelism", "2"}), Pace.PROMPT);
    DeliveryJob.build(env, KafkaConnector.live(DeliveryJob.NAME, "a:1"));
    return env.getStreamGraph();
  }
}
