package dev.parley.delivery.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DeliveryJobTest {
  /** A sink is two operators; Flink names the second one after the first. */
  private static final String COMMITTER_OF_A_SINK = "Sink Committer: ";

  @Test
  void everyOperatorHasItsUidAndEveryUidItsOperator() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> !uid.startsWith(COMMITTER_OF_A_SINK))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeliveryUid.values()).map(DeliveryUid::uid).toList());
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
  void onlyTheWaysFromTheSourcesToTheFeedGoOverTheNetwork() {
    assertThat(graph().getJobGraph().getNumberOfVertices()).isEqualTo(4);
  }

  @Test
  void namesThatPersistAreTheLockedOnes() throws IOException {
    Stream<String> uids =
        Arrays.stream(DeliveryUid.values()).map(uid -> "uid delivery-job/" + uid.uid());
    Stream<String> states =
        Arrays.stream(FeedState.values())
            .map(state -> "state delivery-job/deliver/" + state.stateName());
    List<String> locked = Files.readAllLines(Path.of("../../docs/names.lock"));

    assertThat(locked)
        .filteredOn(line -> line.contains(" delivery-job/"))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(uids, states).toList());
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryJob.main(new String[] {"--kafka", "nowhere"}))
        .withMessage("--kafka: nowhere (expected: host:port)");
  }

  static StreamGraph graph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(
            JobArguments.parse(new String[] {"--kafka", "a:1", "--parallelism", "2"}));
    DeliveryJob.build(env, KafkaConnector.live(DeliveryJob.NAME, "a:1"));
    return env.getStreamGraph();
  }
}
