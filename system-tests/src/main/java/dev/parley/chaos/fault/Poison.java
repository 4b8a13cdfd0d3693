package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.chaos.stack.Topic;
import dev.parley.protocol.topic.Topics;
import dev.parley.stack.StackException;
import dev.parley.stack.kafka.TopicReader;
import dev.parley.stack.process.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Bytes that nobody can read, straight into every partition of every topic that somebody reads. */
public record Poison() implements Fault {
  private static final byte[] BYTES = "\u0007not a record".getBytes(StandardCharsets.UTF_8);
  private static final Duration SET_ASIDE_WITHIN = Duration.ofSeconds(60);

  private static final List<Topics> READ_BY_JOBS =
      List.of(
          Topics.INBOUND,
          Topics.CONVERSATION_LOG,
          Topics.FANOUT,
          Topics.USER_FEED,
          Topics.SESSIONS,
          Topics.GATEWAYS);

  @Override
  public String name() {
    return "poison in every topic";
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    String kafka = target.endpoints().kafka();
    TopicReader deadLetters = new TopicReader(kafka, Topics.DEAD_LETTERS.topicName());
    long before = deadLetters.size();
    int forJobs = 0;
    for (Topics topic : READ_BY_JOBS) {
      new Topic(kafka, topic).write(all(topic.partitions()), BYTES);
      forJobs += topic.partitions();
    }
    new Topic(kafka, Topics.GATEWAY_PUSH).write(all(target.gateways().size()), BYTES);
    int written = forJobs;
    return () -> {
      if (!Await.until(SET_ASIDE_WITHIN, () -> deadLetters.size() - before >= written)) {
        throw new StackException(
            "dead letters: %d (expected: %d within %d s)"
                .formatted(deadLetters.size() - before, written, SET_ASIDE_WITHIN.toSeconds()));
      }
      target.awaitReady();
      return "%d dead letters of %d records".formatted(deadLetters.size() - before, written);
    };
  }

  private static List<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().toList();
  }
}
