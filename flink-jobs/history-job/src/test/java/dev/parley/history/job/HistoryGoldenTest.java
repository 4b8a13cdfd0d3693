package dev.parley.history.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.flink.Golden;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This job's state is what its sources have read, and only a real Kafka can go on with that: the
 * system tests restore it. Here: nothing in it is left without an owner.
 */
class HistoryGoldenTest {
  static Stream<Golden> versions() throws IOException {
    return Golden.of(HistoryJob.NAME);
  }

  @Test
  void thereIsOne() throws IOException {
    assertThat(versions()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyStateInItHasAnOperatorNow(Golden golden) throws IOException {
    assertThat(Golden.operators(HistoryJobTest.graph())).containsAllEntriesOf(golden.operators());
  }
}
