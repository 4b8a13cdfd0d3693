package dev.parley.chaos.stack;

import dev.parley.chaos.net.Proxy;
import dev.parley.stack.DataDir;
import dev.parley.stack.Endpoints;
import dev.parley.stack.Holds;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.StackStatus;
import dev.parley.stack.process.Await;
import dev.parley.stack.process.ProcessId;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A stack that runs in processes of its own, known by its data directory, and a network in front of
 * its gateways. Everything is asked anew each time, because faults change it.
 */
public final class Target implements AutoCloseable {
  private static final Duration RECOVERY = Duration.ofMinutes(3);

  private final DataDir data;
  private final Endpoints endpoints;
  private final Ports ports;
  private final List<Proxy> proxies;

  /** The stack that runs on this directory. */
  public Target(DataDir data) {
    this.data = data;
    Running running = Running.on(data);
    this.endpoints = running.endpoints();
    this.ports = running.topology().layout().ports();
    this.proxies = endpoints.gateways().stream().map(Proxy::before).toList();
  }

  public DataDir data() {
    return data;
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /** Where a gateway's metrics are. */
  public URI metrics(int slot) {
    return URI.create("http://127.0.0.1:%d/metrics".formatted(ports.gatewayAdmin(slot)));
  }

  /** The ways to the gateways, by slot. */
  public List<Proxy> proxies() {
    return proxies;
  }

  /** What devices use as the gateways' addresses. */
  public List<URI> gateways() {
    return proxies.stream().map(Proxy::address).toList();
  }

  public Holds holds() {
    return new Holds(data);
  }

  /** The component's process of this moment. */
  public ProcessId process(String component) {
    return Running.on(data)
        .state()
        .live(component)
        .orElseThrow(
            () -> new StackException("%s: not running (expected: runs)".formatted(component)));
  }

  public List<StackStatus.Row> status() {
    return StackStatus.read(Home.find(), data);
  }

  /** Waits until every process and every job does its work. */
  public void awaitReady() throws InterruptedException {
    if (!Await.until(RECOVERY, () -> status().stream().allMatch(StackStatus.Row::ready))) {
      List<String> missing =
          status().stream().filter(row -> !row.ready()).map(StackStatus.Row::name).toList();
      throw new StackException(
          "stack: %s not ready after %d s (expected: all)"
              .formatted(missing, RECOVERY.toSeconds()));
    }
  }

  @Override
  public void close() {
    proxies.forEach(Proxy::close);
  }
}
