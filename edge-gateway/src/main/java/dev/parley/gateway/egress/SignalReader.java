package dev.parley.gateway.egress;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.presence.PresenceHub;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.GatewaySignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads presence for this gateway. It has a thread and a consumer of its own: pushes never queue
 * behind it, and if it fails, only presence does.
 */
public final class SignalReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignalReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final SlotWatch slot;
  private final PresenceHub hub;
  private final TopicPartition signals;
  private volatile boolean stopped;

  public SignalReader(Consumer<byte[], byte[]> consumer, SlotWatch slot, PresenceHub hub) {
    this.consumer = consumer;
    this.slot = slot;
    this.hub = hub;
    this.signals =
        new TopicPartition(Topics.GATEWAY_SIGNALS.topicName(), slot.incarnation().slot());
  }

  /** Stands at the end afterwards: no answer to this incarnation is missed. */
  public void position(Duration patience) {
    consumer.assign(List.of(signals));
    consumer.seekToEnd(List.of(signals));
    consumer.position(signals, patience);
  }

  public Thread start() {
    Thread thread = new Thread(this::run, "signal-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
  }

  private void run() {
    boolean failed = false;
    try (consumer) {
      while (!stopped) {
        try {
          poll();
          if (failed) {
            failed = false;
            hub.inDoubt();
          }
        } catch (WakeupException e) {
          LOG.debug("stopped");
        } catch (RuntimeException e) {
          // Presence is not worth a gateway, and must not stand still until somebody notices.
          LOG.error("reading signals failed, again in {} s: {}", POLL.toSeconds(), e.toString());
          failed = true;
          TimeUnit.SECONDS.sleep(POLL.toSeconds());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        // While it is uncertain who has the slot, nothing is shown; all is asked for afterwards.
        if (slot.holdsSlot()) {
          heard(record);
        }
      }
    } catch (InvalidOffsetException e) {
      LOG.warn("records of {} are gone: asking for all presence again", e.partitions());
      consumer.seekToEnd(e.partitions());
      hub.inDoubt();
    } catch (RetriableException e) {
      LOG.debug("poll: {}", e.getMessage());
    }
  }

  private void heard(ConsumerRecord<byte[], byte[]> record) {
    try {
      hub.heard(GatewaySignal.parseFrom(record.value()));
    } catch (InvalidProtocolBufferException e) {
      hub.unreadable();
    } catch (IllegalArgumentException e) {
      hub.unreadable(); // ids that no writer of ours has put there
    }
  }
}
