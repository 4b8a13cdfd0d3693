package dev.parley.gateway.connection;

import dev.parley.gateway.history.Queries;
import dev.parley.gateway.ingress.MessageLog;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.presence.Presence;
import java.time.Clock;

/** What every connection of the gateway uses. */
public record Backend(
    MessageLog log,
    Queries queries,
    Sessions sessions,
    Presence presence,
    Load load,
    GatewayMetrics metrics,
    Clock clock) {}
