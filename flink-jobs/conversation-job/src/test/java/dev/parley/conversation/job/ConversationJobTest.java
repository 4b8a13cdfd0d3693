package dev.parley.conversation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ConversationJobTest {
  @Test
  void everyOperatorHasItsUidFromTheEnumAndEveryUidIsUsedOnce() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        // Flink derives it from the sink's own uid.
        .filteredOn(uid -> !uid.startsWith("Sink Committer: "))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConversationUid.values()).map(ConversationUid::uid).toList());
  }

  @Test
  void theGraphNeedsNoKryoAndHasTheFixedMaxParallelism() {
    // Making the graph makes all serializers; with generic types refused, Kryo would fail here.
    assertThat(graph().getJobGraph().getVertices())
        .isNotEmpty()
        .extracting(JobVertex::getMaxParallelism)
        .containsOnly(JobEnvironment.MAX_PARALLELISM);
  }

  @Test
  void onlyTheWayToTheKeyGoesOverTheNetwork() {
    assertThat(graph().getJobGraph().getNumberOfVertices()).isEqualTo(2);
  }

  @Test
  void namesThatPersistAreTheLockedOnes() throws IOException {
    Stream<String> uids =
        Arrays.stream(ConversationUid.values()).map(uid -> "uid conversation-job/" + uid.uid());
    Stream<String> states =
        Arrays.stream(ConversationState.values())
            .map(state -> "state conversation-job/decide/" + state.stateName());
    List<String> locked = Files.readAllLines(Path.of("../../docs/names.lock"));

    assertThat(locked)
        .filteredOn(line -> line.contains(" conversation-job/"))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(uids, states).toList());
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConversationJob.main(new String[] {"--kafka", "a:1", "--memory", "0"}))
        .withMessage("--memory: 0 (expected: a duration of at least one second, as P30D or PT12H)");
  }

  static StreamGraph graph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}));
    env.setParallelism(1);
    ConversationJob.build(
        env, KafkaConnector.live(ConversationJob.NAME, "a:1"), Duration.ofDays(30));
    return env.getStreamGraph();
  }
}
