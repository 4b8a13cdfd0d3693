package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.GraphTest;
import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class HistoryJobTest extends GraphTest {
  @Override
  protected String job() {
    return HistoryJob.NAME;
  }

  @Override
  protected Collection<String> uids() {
    return Arrays.stream(HistoryUid.values()).map(HistoryUid::uid).toList();
  }

  @Override
  protected Collection<String> states() {
    return List.of();
  }

  /** Each source with its sink is one piece; only dead letters go over the network. */
  @Override
  protected int vertices() {
    return 3;
  }

  @Override
  protected StreamGraph graph() {
    return newGraph();
  }

  @Test
  void aReplayReadsBothLogsAndWritesNoTopic() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}), Pace.GATHERED);
    HistoryJob.buildReplay(env, KafkaConnector.replay("history-replay", "a:1", ""), "b:2", 100);

    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(HistoryUid.STORE_MESSAGES.uid(), HistoryUid.STORE_UPDATES.uid())
        .doesNotContain(HistoryUid.WRITE_DEAD_LETTERS.uid());
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryJob.main(new String[] {"--kafka", "a:1", "--zookeeper", "b:2"}))
        .withMessage("--redis: missing (expected: host:port)");
  }

  static StreamGraph newGraph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}), Pace.GATHERED);
    env.setParallelism(1);
    HistoryJob.build(
        env, KafkaConnector.live(HistoryJob.NAME, "a:1"), new HistoryJob.Stores("b:2", "c:3"));
    return env.getStreamGraph();
  }
}
