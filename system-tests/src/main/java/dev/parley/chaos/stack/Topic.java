package dev.parley.chaos.stack;

import dev.parley.protocol.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that is written to past all of Parley's own code. */
public record Topic(String kafka, Topics topic) {

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
}
