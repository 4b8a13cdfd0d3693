package dev.parley.flink;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How a Kafka client weighs waiting against requests: requests are what costs CPU. */
public enum Pace {
  /**
   * Somebody waits. Nothing lingers; one request in flight makes the records that come meanwhile
   * the next batch, so batches grow with the load by themselves.
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
  },
  /** Nobody waits: a few wake-ups a second, large batches. */
  GATHERED {
    @Override
    void configureConsumer(Properties config) {
      config.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536");
      config.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "150");
    }

    @Override
    void configureProducer(Properties config) {
      config.setProperty(ProducerConfig.LINGER_MS_CONFIG, "30");
      config.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    }
  };

  abstract void configureConsumer(Properties config);

  abstract void configureProducer(Properties config);
}
