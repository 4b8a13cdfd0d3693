package dev.parley.flink;

import dev.parley.protocol.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A job that starts on other partitions than it was made for would number wrongly (keys have moved)
 * or block on a partition that isn't there. Better it doesn't start.
 */
final class TopicCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private TopicCheck() {}

  static void require(String bootstrapServers, Topics... topics) {
    List<String> problems = problems(partitionCounts(bootstrapServers, topics), topics);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("topics: " + String.join("; ", problems));
    }
  }

  static List<String> problems(Map<Topics, Integer> found, Topics... topics) {
    return Arrays.stream(topics)
        .filter(topic -> found.getOrDefault(topic, 0) != topic.partitions())
        .map(
            topic ->
                "%s has %s (expected: %d partitions)"
                    .formatted(
                        topic.topicName(),
                        found.containsKey(topic) ? found.get(topic) : "no partition",
                        topic.partitions()))
        .toList();
  }

  private static Map<Topics, Integer> partitionCounts(String bootstrapServers, Topics... topics) {
    Properties config = new Properties();
    config.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    String timeout = Long.toString(TIMEOUT.toMillis());
    config.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    config.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    Map<Topics, Integer> counts = new HashMap<>();
    try (Admin admin = Admin.create(config)) {
      Map<String, KafkaFuture<TopicDescription>> descriptions =
          admin
              .describeTopics(
                  Arrays.stream(topics).map(Topics::topicName).collect(Collectors.toSet()))
              .topicNameValues();
      for (Topics topic : topics) {
        KafkaFuture<TopicDescription> description = descriptions.get(topic.topicName());
        if (description != null) {
          countPartitions(topic, description, counts);
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "--kafka: %s (expected: brokers that answer within %d s; %s)"
              .formatted(bootstrapServers, TIMEOUT.toSeconds(), e.getCause()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka for its topics", e);
    }
    return counts;
  }

  private static void countPartitions(
      Topics topic, KafkaFuture<TopicDescription> description, Map<Topics, Integer> counts)
      throws ExecutionException, InterruptedException {
    try {
      counts.put(topic, description.get().partitions().size());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }
}
