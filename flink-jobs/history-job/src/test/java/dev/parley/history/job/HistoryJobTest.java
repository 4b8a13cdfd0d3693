package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.flink.JobArguments;
import dev.parley.flink.JobEnvironment;
import dev.parley.flink.KafkaConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class HistoryJobTest {
  /** The committer that every KafkaSink brings along takes its uid from the sink's. */
  private static final String DERIVED_BY_FLINK = "Sink Committer: ";

  @Test
  void everyOperatorHasItsUidFromTheEnumAndEveryUidIsUsedOnce() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> !uid.startsWith(DERIVED_BY_FLINK))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HistoryUid.values()).map(HistoryUid::uid).toList());
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
  void onlyDeadLettersGoOverTheNetwork() {
    // Each source with its sink is one chain: order is kept and nothing is serialized between.
    assertThat(graph().getJobGraph().getVertices()).hasSize(3);
  }

  @Test
  void aReplayReadsBothLogsAndWritesNoTopic() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}));
    HistoryJob.buildReplay(env, KafkaConnector.replay("history-replay", "a:1", ""), "b:2", 100);

    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(HistoryUid.STORE_MESSAGES.uid(), HistoryUid.STORE_UPDATES.uid())
        .doesNotContain(HistoryUid.WRITE_DEAD_LETTERS.uid());
  }

  @Test
  void namesThatPersistAreTheLockedOnes() throws IOException {
    assertThat(Files.readAllLines(Path.of("../../docs/names.lock")))
        .filteredOn(line -> line.contains(" history-job/"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HistoryUid.values()).map(uid -> "uid history-job/" + uid.uid()).toList());
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryJob.main(new String[] {"--kafka", "a:1", "--zookeeper", "b:2"}))
        .withMessage("--redis: missing (expected: host:port)");
  }

  static StreamGraph graph() {
    StreamExecutionEnvironment env =
        JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}));
    env.setParallelism(1);
    HistoryJob.build(
        env, KafkaConnector.live(HistoryJob.NAME, "a:1"), new HistoryJob.Stores("b:2", "c:3"));
    return env.getStreamGraph();
  }
}
