package dev.parley.gateway;

import dev.parley.gateway.http.Listeners;
import dev.parley.gateway.session.SessionLimits;
import dev.parley.gateway.socket.OriginPolicy;
import java.nio.file.Path;
import java.util.Optional;

/** All that is configured of one gateway. */
public record GatewayConfig(
    int slot,
    Listeners.Addresses addresses,
    Stores stores,
    Path tokenKey,
    boolean devTokens,
    Optional<Path> web,
    OriginPolicy origins,
    Caps caps,
    SessionLimits limits) {
  /** HOST:PORT each. */
  public record Stores(String kafka, String zookeeper, String redis) {}

  /** Connections at once. */
  public record Caps(int perUser, int perAddress) {}
}
