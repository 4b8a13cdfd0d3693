package dev.parley.gateway.egress;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.session.Push;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PushRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is for this gateway: pushes to its sessions, from the moment it took its slot, and the
 * claims on its slot.
 */
public final class PushReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PushReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final SlotWatch slot;
  private final Sessions sessions;
  private final GatewayMetrics metrics;
  private final Clock clock;
  private final TopicPartition pushes;
  private final TopicPartition claims = new TopicPartition(Topics.GATEWAYS.topicName(), 0);

  private volatile boolean stopped;

  public PushReader(
      Consumer<byte[], byte[]> consumer,
      SlotWatch slot,
      Sessions sessions,
      GatewayMetrics metrics,
      Clock clock) {
    this.consumer = consumer;
    this.slot = slot;
    this.sessions = sessions;
    this.metrics = metrics;
    this.clock = clock;
    this.pushes = new TopicPartition(Topics.GATEWAY_PUSH.topicName(), slot.incarnation().slot());
  }

  /** Stands at the end of the pushes afterwards, so no session of this incarnation misses any. */
  public void position(Duration patience) {
    consumer.assign(List.of(pushes, claims));
    consumer.seekToEnd(List.of(pushes));
    consumer.seek(claims, slot.incarnation().number() + 1);
    consumer.position(pushes, patience);
  }

  /** {@code onEnd} is run if reading ends by itself: fenced, or a fault. */
  public Thread start(Runnable onEnd) {
    Thread thread =
        new Thread(
            () -> {
              try {
                read();
              } catch (WakeupException e) {
                LOG.debug("stopped");
              } catch (RuntimeException e) {
                LOG.error("reading pushes failed: {}", e.toString());
              }
              if (!stopped) {
                onEnd.run();
              }
            },
            "push-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : poll()) {
          if (record.topic().equals(claims.topic())) {
            if (!heard(record)) {
              return;
            }
          } else {
            push(record);
          }
        }
      }
    }
  }

  private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
    try {
      return consumer.poll(POLL);
    } catch (InvalidOffsetException e) {
      // The broker no longer has, or has lost, what comes next. The feeds know what is missing.
      LOG.warn("records of {} are gone: asking for every feed again", e.partitions());
      consumer.seekToEnd(e.partitions());
      sessions.all().forEach(Connection::feedInDoubt);
      return List.of();
    } catch (RetriableException e) {
      LOG.debug("poll: {}", e.getMessage());
      return List.of();
    }
  }

  private boolean heard(ConsumerRecord<byte[], byte[]> record) {
    try {
      return slot.heard(GatewayRecord.parseFrom(record.value()), record.offset());
    } catch (InvalidProtocolBufferException e) {
      metrics.pushUnreadable();
      return true;
    }
  }

  private void push(ConsumerRecord<byte[], byte[]> record) {
    try {
      PushRecord push = PushRecord.parseFrom(record.value());
      // While it is uncertain who has the slot, nothing is passed on; when it is certain again,
      // every session asks for what it has missed.
      if (push.getIncarnation() != slot.incarnation().number() || !slot.holdsSlot()) {
        metrics.pushForeign();
        return;
      }
      metrics.pushed(clock.millis() - record.timestamp());
      sessions.push(Push.of(push));
    } catch (InvalidProtocolBufferException e) {
      metrics.pushUnreadable();
    }
  }
}
