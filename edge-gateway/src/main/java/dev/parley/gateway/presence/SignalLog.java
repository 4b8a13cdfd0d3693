package dev.parley.gateway.presence;

import dev.parley.gateway.ingress.MessageLog.Outcome;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.PresenceSignals;

/** Where signals go. Appending never blocks. */
public interface SignalLog {
  /** To the presence job. */
  void append(int partition, PresenceSignals signals, Outcome outcome);

  /** To another gateway. */
  void append(int gateway, GatewaySignal signal);
}
