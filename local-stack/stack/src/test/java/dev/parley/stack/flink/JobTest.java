package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobTest {
  private final JobSettings settings =
      new JobSettings("kafka:1", "zookeeper:2", "redis:3", Duration.ofDays(30));

  @Test
  void theHotPathKnowsKafkaOnly() {
    assertThat(Job.CONVERSATION.arguments(settings))
        .containsExactly("--kafka", "kafka:1", "--memory", "PT720H");
    assertThat(Job.DELIVERY.arguments(settings)).containsExactly("--kafka", "kafka:1");
  }

  @Test
  void anOperatorMayUseEitherName() {
    assertThat(Job.named("delivery")).isEqualTo(Job.DELIVERY);
    assertThat(Job.named("delivery-job")).isEqualTo(Job.DELIVERY);
    assertThatThrownBy(() -> Job.named("deliver"))
        .hasMessage("job: deliver (expected: one of [conversation, delivery, history, presence])");
  }

  @Test
  void thePresenceJobKnowsTheCacheAndNoTables() {
    assertThat(Job.PRESENCE.arguments(settings))
        .containsExactly("--kafka", "kafka:1", "--redis", "redis:3");
    assertThat(Job.PRESENCE.usesStores()).isFalse();
  }

  @Test
  void theHistoryJobIsToldWhereTheStoresAre() {
    assertThat(Job.HISTORY.arguments(settings))
        .containsExactly("--kafka", "kafka:1", "--zookeeper", "zookeeper:2", "--redis", "redis:3");
  }
}
