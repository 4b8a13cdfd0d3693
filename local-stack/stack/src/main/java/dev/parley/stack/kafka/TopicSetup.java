package dev.parley.stack.kafka;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.StackException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that are missing and refuses a cluster whose topics are cut differently. */
public final class TopicSetup {
  private static final short ONE_REPLICA = 1;

  private TopicSetup() {}

  static Admin admin(String kafka) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000"));
  }

  /** On one machine, where there is one broker. */
  public static void run(String kafka) {
    run(kafka, ONE_REPLICA);
  }

  public static void run(String kafka, short replicas) {
    try (Admin admin = admin(kafka)) {
      List<NewTopic> missing = missing(partitions(admin), replicas);
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new StackException("topics: not created: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("topics: interrupted", e);
    }
  }

  /**
   * The topics to create, given the partition counts of those that exist. Another count is an
   * error: keys would be in other partitions than the jobs' state remembers.
   */
  static List<NewTopic> missing(Map<String, Integer> existing, short replicas) {
    for (Topics topic : Topics.values()) {
      int partitions = existing.getOrDefault(topic.topicName(), topic.partitions());
      if (partitions != topic.partitions()) {
        throw new StackException(
            "topic %s: %d partitions (expected: %d; the count is chosen once, before first start)"
                .formatted(topic.topicName(), partitions, topic.partitions()));
      }
    }
    return Arrays.stream(Topics.values())
        .filter(topic -> !existing.containsKey(topic.topicName()))
        .map(
            topic ->
                new NewTopic(topic.topicName(), topic.partitions(), replicas)
                    .configs(topic.config()))
        .toList();
  }

  private static Map<String, Integer> partitions(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(admin.listTopics().names().get())
        .allTopicNames()
        .get()
        .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return partitions;
  }
}
