package dev.parley.gateway.ingress;

import dev.parley.gateway.load.LoadWatch;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log is Kafka. What waits for its answer is bounded, well below the producer's own memory. */
public final class KafkaMessageLog implements MessageLog, LoadWatch.LogState {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageLog.class);

  private final Producer<byte[], byte[]> producer;
  private final long unansweredMaxBytes;
  private final Unanswered unanswered;

  public KafkaMessageLog(
      Producer<byte[], byte[]> producer, long unansweredMaxBytes, LongSupplier monotonicMs) {
    this.producer = producer;
    this.unansweredMaxBytes = unansweredMaxBytes;
    this.unanswered = new Unanswered(monotonicMs);
  }

  @Override
  public void append(InboundRecord record, Outcome outcome) {
    append(record(Topics.INBOUND, record.getConversationId(), record.toByteArray()), outcome);
  }

  @Override
  public void append(SessionRecord record, Outcome outcome) {
    append(record(Topics.SESSIONS, record.getUserId(), record.toByteArray()), outcome);
  }

  /** A sign of life also shows, while nobody says anything, whether the log answers. */
  public void append(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
    // Were the producer's memory to run out, send() would block the event loop.
    int size = record.value().length;
    if (unanswered.bytes() + size > unansweredMaxBytes) {
      outcome.done(false);
      return;
    }
    Unanswered.Entry entry = unanswered.begin(size);
    try {
      var unused =
          producer.send(
              record,
              (metadata, exception) -> {
                entry.answer();
                if (exception != null) {
                  LOG.debug("{}: not stored: {}", record.topic(), exception.getMessage());
                }
                outcome.done(exception == null);
              });
    } catch (KafkaException | IllegalStateException e) {
      entry.answer();
      LOG.debug("{}: not taken: {}", record.topic(), e.getMessage());
      outcome.done(false);
    }
  }

  public long unansweredBytes() {
    return unanswered.bytes();
  }

  @Override
  public long oldestUnansweredMs() {
    return unanswered.oldestMs();
  }

  @Override
  public double fill() {
    return (double) unanswered.bytes() / unansweredMaxBytes;
  }

  private static ProducerRecord<byte[], byte[]> record(Topics topic, String key, byte[] value) {
    return new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value);
  }
}
