package dev.parley.stack.slow;

import dev.parley.stack.crowd.GatewayProcess;
import java.net.http.HttpClient;
import java.util.List;

/** The most that the gateways held at any look. */
final class Peaks implements Runnable {
  private final List<GatewayProcess> gateways;
  private final HttpClient http;
  private double heapMb;
  private double queuedMb;

  Peaks(List<GatewayProcess> gateways, HttpClient http) {
    this.gateways = gateways;
    this.http = http;
  }

  /** Of the gateway that holds most. */
  double heapMb() {
    return heapMb;
  }

  /** For all devices together. */
  double queuedMb() {
    return queuedMb;
  }

  @Override
  public void run() {
    double queued = 0;
    try {
      for (GatewayProcess gateway : gateways) {
        heapMb = Math.max(heapMb, gateway.heapUsed(http) / GatewayProcess.MB);
        queued += gateway.sum(http, "parley_gateway_queued_bytes") / GatewayProcess.MB;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queuedMb = Math.max(queuedMb, queued);
  }
}
