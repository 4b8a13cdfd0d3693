package dev.parley.flink;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a job, or one of its Kafka clients, weighs waiting against wake-ups and requests: those, not
 * records, are what costs CPU.
 */
public enum Pace {
  /**
   * Somebody waits. Nothing lingers; one request in flight makes the records that come meanwhile
   * the next batch, so batches grow with the load by themselves. (Lingering for 1 ms was measured:
   * fewer requests, but 80 to 110 ms for 40 to 60 in the median at 100 messages/s.)
   */
  PROMPT {
    @Override
    void configureConsumer(Properties config) {
      config.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
    }

    @Override
    void configureProducer(Properties config) {
      config.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
      config.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    }

    /** Each record wakes the next task, and no thread looks every few ms whether there is one. */
    @Override
    Duration bufferTimeout() {
      return Duration.ZERO;
    }

    @Override
    Duration checkpointInterval() {
      return Duration.ofSeconds(5);
    }
  },
  /** Nobody waits: a few wake-ups a second, large batches. */
  GATHERED {
    @Override
    void configureConsumer(Properties config) {
      config.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536");
      config.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "300");
    }

    @Override
    void configureProducer(Properties config) {
      config.setProperty(ProducerConfig.LINGER_MS_CONFIG, "30");
      config.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    }

    @Override
    Duration bufferTimeout() {
      return Duration.ofMillis(20);
    }

    /**
     * What is repeated after a crash is written again as it was. Shorter than presence holds
     * whoever has left: nobody can come and be gone for all within one interval, to be shown again.
     */
    @Override
    Duration checkpointInterval() {
      return Duration.ofSeconds(10);
    }
  };

  abstract void configureConsumer(Properties config);

  abstract void configureProducer(Properties config);

  /** How long a record may wait for others on its way to another task. */
  abstract Duration bufferTimeout();

  /** Unless the operator chooses another. */
  abstract Duration checkpointInterval();
}
