package dev.parley.chaos.stack;

import dev.parley.protocol.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of the stack, past all of Parley's own code. */
public record Topic(String kafka, Topics topic) {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Where each partition ends now. */
  public Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions());
    }
  }

  public long size() {
    return ends().values().stream().mapToLong(end -> end).sum();
  }

  /** Every record from these offsets to the present end. */
  public void read(
      Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(partitions());
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reader);
      }
    }
  }

  /** Writes one value to each of these partitions. */
  public void write(List<Integer> to, byte[] value) throws InterruptedException {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int partition : to) {
        producer.send(new ProducerRecord<>(topic.topicName(), partition, value, value)).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(topic.topicName() + ": not written", e);
    }
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
