package dev.parley.client.connection;

import java.net.URI;
import java.util.List;

/**
 * What a connection is made with.
 *
 * @param gateways tried in turn, the first one first
 * @param confirmDelivery say "delivered" for each message that the application was given
 */
public record Settings(
    List<URI> gateways,
    String deviceId,
    String clientName,
    boolean confirmDelivery,
    Timings timings) {
  public Settings {
    gateways = List.copyOf(gateways);
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("gateways: empty (expected: at least one ws:// address)");
    }
  }
}
