package dev.parley.gateway.presence;

import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.TypingRoutes;
import dev.parley.protocol.v1.TypingSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How typing gets to other gateways: straight to those that the job named lately. So only the first
 * word of a while takes the way through the job.
 */
final class TypingPath {
  static final long ROUTE_LASTS_MS = Duration.ofSeconds(30).toMillis();

  private final int slot;
  private final long incarnation;
  private final SignalLog log;
  private final PresenceMetrics metrics;
  private final Map<String, Route> byUser = new HashMap<>();

  private record Route(List<Integer> gateways, long until) {}

  TypingPath(int slot, long incarnation, SignalLog log, PresenceMetrics metrics) {
    this.slot = slot;
    this.incarnation = incarnation;
    this.log = log;
    this.metrics = metrics;
  }

  void say(TypingSignal typing) {
    Route route = route(typing.getUserId());
    if (route == null || typing.getAt() >= route.until()) {
      metrics.said();
      log.append(Signals.partition(typing.getUserId()), alone(typing), stored -> {});
      return;
    }
    for (int gateway : route.gateways()) {
      metrics.typingSent();
      log.append(gateway, GatewaySignal.newBuilder().setTyping(typing).build());
    }
  }

  synchronized void heard(TypingRoutes routes, long now) {
    List<Integer> others = routes.getGatewaysList().stream().filter(to -> to != slot).toList();
    byUser.put(routes.getUserId(), new Route(others, now + ROUTE_LASTS_MS));
  }

  synchronized void forgetOld(long now) {
    byUser.values().removeIf(route -> now >= route.until());
  }

  private synchronized @Nullable Route route(String user) {
    return byUser.get(user);
  }

  private PresenceSignals alone(TypingSignal typing) {
    return PresenceSignals.newBuilder()
        .setGateway(slot)
        .setIncarnation(incarnation)
        .addTyping(typing)
        .build();
  }
}
