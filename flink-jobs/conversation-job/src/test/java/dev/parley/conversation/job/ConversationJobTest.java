package dev.parley.conversation.job;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.GraphTest;
import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import dev.parley.flink.Pace;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class ConversationJobTest extends GraphTest {
  @Override
  protected String job() {
    return ConversationJob.NAME;
  }

  @Override
  protected Collection<String> uids() {
    return Arrays.stream(ConversationUid.values()).map(ConversationUid::uid).toList();
  }

  @Override
  protected Collection<String> states() {
    return Arrays.stream(ConversationState.values())
        .map(state -> "decide/" + state.stateName())
        .toList();
  }

  /** Only the way to the key goes over the network. */
  @Override
  protected int vertices() {
    return 2;
  }

  @Override
  protected StreamGraph graph() {
    return newGraph();
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConversationJob.main(new String[] {"--kafka", "a:1", "--memory", "0"}))
        .withMessage("--memory: 0 (expected: a duration of at least one second, as P30D or PT12H)");
  }

  static StreamGraph newGraph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}), Pace.PROMPT);
    env.setParallelism(1);
    ConversationJob.build(
        env, KafkaConnector.live(ConversationJob.NAME, "a:1"), Duration.ofDays(30));
    return env.getStreamGraph();
  }
}
