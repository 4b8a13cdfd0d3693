package dev.parley.stack.kafka;

import dev.parley.stack.StackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a job has read, by the offsets that it commits with each checkpoint. */
public record TopicOffsets(String kafka, String group) {

  /** Whether it has read all there is. */
  public boolean readToTheEnd() {
    try (Admin admin = TopicSetup.admin(kafka)) {
      Map<TopicPartition, Long> committed = committed(admin);
      Map<TopicPartition, OffsetSpec> latest =
          committed.keySet().stream()
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      Map<TopicPartition, Long> ends =
          admin.listOffsets(latest).all().get().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
      return !ends.isEmpty() && ends.equals(committed);
    } catch (ExecutionException e) {
      throw new StackException("offsets: not read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("offsets: interrupted", e);
    }
  }

  /** PARTITION OFFSET, a line each. */
  public List<String> lines() {
    try (Admin admin = TopicSetup.admin(kafka)) {
      return committed(admin).entrySet().stream()
          .map(entry -> entry.getKey() + " " + entry.getValue())
          .sorted()
          .toList();
    } catch (ExecutionException e) {
      throw new StackException("offsets: not read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("offsets: interrupted", e);
    }
  }

  private Map<TopicPartition, Long> committed(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return committed.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
