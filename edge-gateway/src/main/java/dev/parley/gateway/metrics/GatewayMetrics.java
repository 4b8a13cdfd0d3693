package dev.parley.gateway.metrics;

import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.limits.Work;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ServerFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The numbers of a gateway. Names are part of what operators rely on. */
public final class GatewayMetrics {
  private static final Duration[] LAG_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Map<ClientFrame.KindCase, Counter> received;
  private final Map<ServerFrame.KindCase, Counter> transmitted;
  private final Map<CloseCode, Counter> closed;
  private final Timer pushLag;
  private final Counter pushForeign;
  private final Counter pushUnreadable;

  public GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.received =
        counters(ClientFrame.KindCase.class, kind -> perKind("parley.gateway.frames.in", kind));
    this.transmitted =
        counters(ServerFrame.KindCase.class, kind -> perKind("parley.gateway.frames.out", kind));
    this.closed =
        counters(
            CloseCode.class,
            code -> registry.counter("parley.gateway.closed", "code", String.valueOf(code.code())));
    this.pushLag =
        Timer.builder("parley.gateway.push.lag")
            .description("from a push record's time to this gateway")
            .serviceLevelObjectives(LAG_BUCKETS)
            .register(registry);
    this.pushForeign = registry.counter("parley.gateway.push.foreign");
    this.pushUnreadable = registry.counter("parley.gateway.push.unreadable");
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  public void gauge(String name, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder(name, value).register(registry);
  }

  public void received(ClientFrame.KindCase kind) {
    count(received.get(kind));
  }

  public void transmitted(ServerFrame frame) {
    count(transmitted.get(frame.getKindCase()));
    if (frame.hasError()) {
      registry.counter("parley.gateway.refused", "code", frame.getError().getCode()).increment();
    }
  }

  public void closed(CloseCode code) {
    count(closed.get(code));
  }

  /** Work that was not begun for want of resources. */
  public void declined(Work work, Pressure.Cause cause) {
    registry
        .counter("parley.gateway.declined", "work", work.label(), "reason", cause.label())
        .increment();
  }

  /** A connection that was not upgraded. */
  public void connectRefused(String reason) {
    registry.counter("parley.gateway.connects.refused", "reason", reason).increment();
  }

  public void pushed(long lagMs) {
    pushLag.record(Duration.ofMillis(Math.max(0, lagMs)));
  }

  /** A record for another incarnation of this slot, or for one that may be the former. */
  public void pushForeign() {
    pushForeign.increment();
  }

  public void pushUnreadable() {
    pushUnreadable.increment();
  }

  private Counter perKind(String name, Enum<?> kind) {
    return registry.counter(name, "kind", kind.name().toLowerCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> type, Function<E, Counter> counter) {
    Map<E, Counter> counters = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      counters.put(value, counter.apply(value));
    }
    return counters;
  }

  private static void count(@org.jspecify.annotations.Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
