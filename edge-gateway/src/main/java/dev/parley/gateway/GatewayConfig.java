package dev.parley.gateway;

import dev.parley.gateway.http.Listeners;
import dev.parley.gateway.limits.UserLimits;
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

  /** Connections at once, and what a user may do over theirs. */
  public record Caps(int total, UserLimits.Limits perUser, int perAddress) {}
}
