package dev.parley.gateway.ingress;

import dev.parley.gateway.presence.SignalLog;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceSignals;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Signals go to Kafka through a log of their own: beside messages, never before them. */
public record KafkaSignals(KafkaMessageLog log) implements SignalLog {
  @Override
  public void append(int partition, PresenceSignals signals, MessageLog.Outcome outcome) {
    log.append(
        new ProducerRecord<>(
            Topics.PRESENCE_SIGNALS.topicName(),
            partition,
            Integer.toString(signals.getGateway()).getBytes(StandardCharsets.UTF_8),
            signals.toByteArray()),
        outcome);
  }

  @Override
  public void append(int gateway, GatewaySignal signal) {
    log.append(
        new ProducerRecord<>(
            Topics.GATEWAY_SIGNALS.topicName(), gateway, null, signal.toByteArray()),
        stored -> {});
  }
}
