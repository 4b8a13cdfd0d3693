package dev.parley.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every job: all state that was ever released has an owner in the present code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GoldenTest {
  protected abstract String job();

  protected abstract StreamGraph graph();

  public Stream<Golden> versions() throws IOException {
    return Golden.of(job());
  }

  @Test
  public void thereIsOne() throws IOException {
    assertThat(versions()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  public void everyStateInItHasAnOperatorNow(Golden golden) throws IOException {
    assertThat(Golden.operators(graph())).containsAllEntriesOf(golden.operators());
  }
}
