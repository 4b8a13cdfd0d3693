package dev.parley.stack.kafka;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.StackException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that a replay writes to instead of the live ones. */
public record ReplayTopics(String kafka, String prefix) {
  private static final short ONE_REPLICA = 1;
  private static final List<Topics> WRITTEN =
      List.of(Topics.CONVERSATION_LOG, Topics.FANOUT, Topics.CONTACTS, Topics.DEAD_LETTERS);

  public String name(Topics topic) {
    return prefix + topic.topicName();
  }

  public void create() throws InterruptedException {
    try (Admin admin = TopicSetup.admin(kafka)) {
      admin
          .createTopics(
              WRITTEN.stream()
                  .map(topic -> new NewTopic(name(topic), topic.partitions(), ONE_REPLICA))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new StackException("topics: %s not created: %s".formatted(prefix, e.getCause()), e);
    }
  }

  public void delete() throws InterruptedException {
    try (Admin admin = TopicSetup.admin(kafka)) {
      admin.deleteTopics(WRITTEN.stream().map(this::name).toList()).all().get();
    } catch (ExecutionException e) {
      throw new StackException("topics: %s not deleted: %s".formatted(prefix, e.getCause()), e);
    }
  }
}
