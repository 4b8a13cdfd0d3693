package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.Endpoints;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
  private final Endpoints endpoints =
      new Endpoints(
          List.of(),
          "kafka:1",
          "zookeeper:2",
          "redis:3",
          URI.create("http://flink:4"),
          Path.of("k"));

  @Test
  void theHotPathKnowsKafkaOnly() {
    assertThat(Job.CONVERSATION.arguments(endpoints)).containsExactly("--kafka", "kafka:1");
    assertThat(Job.DELIVERY.arguments(endpoints)).containsExactly("--kafka", "kafka:1");
  }

  @Test
  void theHistoryJobIsToldWhereTheStoresAre() {
    assertThat(Job.HISTORY.arguments(endpoints))
        .containsExactly("--kafka", "kafka:1", "--zookeeper", "zookeeper:2", "--redis", "redis:3");
  }
}
