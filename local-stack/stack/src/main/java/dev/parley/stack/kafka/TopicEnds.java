package dev.parley.stack.kafka;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.StackException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records topics have had. */
public record TopicEnds(String kafka) {

  public long records(Topics topic) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    try (Admin admin = TopicSetup.admin(kafka)) {
      return admin.listOffsets(latest).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      throw new StackException("offsets: not read: " + e.getCause(), e);
    }
  }
}
