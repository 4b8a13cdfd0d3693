package dev.parley.stack.presence;

import dev.parley.stack.crowd.GatewayProcess;
import java.net.http.HttpClient;
import java.util.List;

/** How often the gateways declined work of the kinds that go first and last. */
record Declined(double typing, double presence, double sends) {
  static Declined read(List<GatewayProcess> gateways, HttpClient http) throws InterruptedException {
    return new Declined(
        sum(gateways, http, "typing"),
        sum(gateways, http, "presence"),
        sum(gateways, http, "sends"));
  }

  /** A gateway that was started again counts from 0. */
  Declined since(Declined before) {
    return new Declined(
        Math.max(0, typing - before.typing),
        Math.max(0, presence - before.presence),
        Math.max(0, sends - before.sends));
  }

  private static double sum(List<GatewayProcess> gateways, HttpClient http, String work)
      throws InterruptedException {
    double sum = 0;
    for (GatewayProcess gateway : gateways) {
      sum += gateway.sum(http, "parley_gateway_declined_total", "work=\"" + work + "\"");
    }
    return sum;
  }
}
