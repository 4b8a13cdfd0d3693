package dev.parley.gateway.presence;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The numbers of presence at a gateway. Names are part of what operators rely on. */
public final class PresenceMetrics {
  private static final Duration[] STALENESS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(3),
    Duration.ofSeconds(4),
    Duration.ofSeconds(5),
    Duration.ofSeconds(14),
    Duration.ofSeconds(16),
    Duration.ofSeconds(18),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Timer cameStaleness;
  private final Timer wentStaleness;
  private final DistributionSummary fanOut;
  private final Counter signals;
  private final Counter unsent;
  private final Counter typingSent;
  private final Counter foreign;

  public PresenceMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.cameStaleness = staleness("came");
    this.wentStaleness = staleness("went");
    this.fanOut =
        DistributionSummary.builder("parley.gateway.presence.fanout")
            .description("devices shown one change")
            .register(registry);
    this.signals = records(Topics.PRESENCE_SIGNALS);
    this.typingSent = records(Topics.GATEWAY_SIGNALS);
    this.unsent = registry.counter("parley.gateway.presence.unsent");
    this.foreign = registry.counter("parley.gateway.presence.foreign");
  }

  private Counter records(Topics topic) {
    return registry.counter("parley.gateway.presence.records", "topic", topic.topicName());
  }

  private Timer staleness(String change) {
    return Timer.builder("parley.gateway.presence.staleness")
        .description("from the cause of a change to this gateway; going has the debounce in it")
        .tag("change", change)
        .serviceLevelObjectives(STALENESS)
        .register(registry);
  }

  void gauges(IntSupplier devices, IntSupplier watched) {
    Gauge.builder("parley.gateway.presence.devices", devices::getAsInt).register(registry);
    Gauge.builder("parley.gateway.presence.watched", watched::getAsInt).register(registry);
  }

  void shown(boolean online, long lateMs, int devices) {
    (online ? cameStaleness : wentStaleness).record(Duration.ofMillis(Math.max(0, lateMs)));
    fanOut.record(devices);
  }

  void said() {
    signals.increment();
  }

  /** A batch that Kafka did not take: it is said again. */
  void unsent() {
    unsent.increment();
  }

  void typingSent() {
    typingSent.increment();
  }

  /** Dropped because a device's queue is too long; what the load declines is counted there. */
  void dropped(Work kind) {
    registry.counter("parley.gateway.presence.dropped", "work", kind.label()).increment();
  }

  /** A signal for another incarnation of this slot, or one that can't be read. */
  void foreign() {
    foreign.increment();
  }
}
