package dev.parley.stack.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.protocol.v1.ConversationRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The numbers in a topic that is a conversation-log. */
record LogNumbers(String kafka) {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Reads the whole topic, as it is now. */
  Numbers read(String topic) {
    Numbers numbers = new Numbers();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          add(record, numbers);
        }
      }
    }
    return numbers;
  }

  /** How many records a topic ever got. */
  long size(String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
    }
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, Numbers numbers) {
    try {
      ConversationRecord value = ConversationRecord.parseFrom(record.value());
      if (value.hasMessage()) {
        numbers.add(value.getMessage());
      }
    } catch (InvalidProtocolBufferException poison) {
      // Not written by the job; history-job sets it aside as a dead letter and goes on as well.
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties config = new Properties();
    config.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    config.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
