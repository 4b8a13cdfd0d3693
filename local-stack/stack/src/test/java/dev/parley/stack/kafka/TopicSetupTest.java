package dev.parley.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.StackException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
  private static final short ONE = 1;

  @Test
  void anEmptyClusterGetsEveryTopicWithItsSettings() {
    assertThat(TopicSetup.missing(Map.of(), ONE))
        .extracting(NewTopic::name, NewTopic::numPartitions, NewTopic::configs)
        .containsExactlyElementsOf(
            Arrays.stream(Topics.values())
                .map(t -> tuple(t.topicName(), t.partitions(), t.config()))
                .toList());
  }

  @Test
  void aClusterOfAnEarlierRunIsLeftAlone() {
    assertThat(TopicSetup.missing(allTopics(), ONE)).isEmpty();
  }

  @Test
  void anotherPartitionCountIsRefusedBecauseKeysWouldMove() {
    Map<String, Integer> existing = allTopics();
    existing.put(Topics.INBOUND.topicName(), 4);

    assertThatThrownBy(() -> TopicSetup.missing(existing, ONE))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("topic inbound: 4 partitions (expected: 8;");
  }

  private static Map<String, Integer> allTopics() {
    return Arrays.stream(Topics.values())
        .collect(Collectors.toMap(Topics::topicName, Topics::partitions));
  }
}
