package dev.parley.gateway.ingress;

import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log is Kafka. What waits for its answer is bounded, well below the producer's own memory. */
public final class KafkaMessageLog implements MessageLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageLog.class);

  private final Producer<byte[], byte[]> producer;
  private final AtomicLong unansweredBytes = new AtomicLong();

  public KafkaMessageLog(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void append(InboundRecord record, Outcome outcome) {
    append(Topics.INBOUND, record.getConversationId(), record.toByteArray(), outcome);
  }

  @Override
  public void append(SessionRecord record, Outcome outcome) {
    append(Topics.SESSIONS, record.getUserId(), record.toByteArray(), outcome);
  }

  public long unansweredBytes() {
    return unansweredBytes.get();
  }

  private void append(Topics topic, String key, byte[] value, Outcome outcome) {
    // Were the producer's memory to run out, send() would block the event loop.
    if (unansweredBytes.addAndGet(value.length) > GatewayProducer.UNANSWERED_MAX_BYTES) {
      unansweredBytes.addAndGet(-value.length);
      outcome.done(false);
      return;
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value);
    try {
      var unused =
          producer.send(
              record,
              (metadata, exception) -> {
                unansweredBytes.addAndGet(-value.length);
                if (exception != null) {
                  LOG.debug("{}: not stored: {}", topic.topicName(), exception.getMessage());
                }
                outcome.done(exception == null);
              });
    } catch (KafkaException | IllegalStateException e) {
      unansweredBytes.addAndGet(-value.length);
      LOG.debug("{}: not taken: {}", topic.topicName(), e.getMessage());
      outcome.done(false);
    }
  }
}
