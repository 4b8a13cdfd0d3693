package dev.parley.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What holds for every job: names that persist are fixed, and so is what state is laid out by. */
public abstract class GraphTest {
  /** A sink is two operators; Flink names the second one after the first. */
  private static final String COMMITTER_OF_A_SINK = "Sink Committer: ";

  private static final Path LOCKED_NAMES = Path.of("../../docs/names.lock");

  protected abstract String job();

  protected abstract StreamGraph graph();

  /** All that the job's enum of them has. */
  protected abstract Collection<String> uids();

  /** As operator/state. */
  protected abstract Collection<String> states();

  /** How many pieces the job is in: between them records go over the network. */
  protected abstract int vertices();

  @Test
  public void everyOperatorHasItsUidFromTheEnumAndEveryUidIsUsedOnce() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> !uid.startsWith(COMMITTER_OF_A_SINK))
        .containsExactlyInAnyOrderElementsOf(uids());
  }

  @Test
  public void theGraphNeedsNoKryoAndHasTheFixedMaxParallelism() {
    // Making the graph makes all serializers; with generic types refused, Kryo would fail here.
    assertThat(graph().getJobGraph().getVertices())
        .hasSize(vertices())
        .extracting(JobVertex::getMaxParallelism)
        .containsOnly(JobEnvironment.MAX_PARALLELISM);
  }

  @Test
  public void namesThatPersistAreTheLockedOnes() throws IOException {
    Stream<String> names =
        Stream.concat(
            uids().stream().map(uid -> "uid %s/%s".formatted(job(), uid)),
            states().stream().map(state -> "state %s/%s".formatted(job(), state)));
    List<String> locked = Files.readAllLines(LOCKED_NAMES);

    assertThat(locked)
        .filteredOn(line -> line.contains(" %s/".formatted(job())))
        .containsExactlyInAnyOrderElementsOf(names.toList());
  }
}
