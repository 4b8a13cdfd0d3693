package dev.parley.chaos.fault;

import dev.parley.chaos.net.Proxy;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.gateway.Gateway;
import java.time.Duration;

/** Nothing moves between the devices and one gateway for a while; then all of it arrives. */
public record Stall(int slot, Duration lasts) implements Fault {
  @Override
  public String name() {
    return "network to %s stalled".formatted(Gateway.nameOf(slot));
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, slot);
  }

  @Override
  public Wound strike(Target target) {
    Proxy proxy = target.proxies().get(slot);
    proxy.stall(true);
    return () -> {
      long waiting = proxy.waiting();
      proxy.stall(false);
      return waiting == 0
          ? ""
          : "%d directions waited for up to %d s".formatted(waiting, lasts.toSeconds());
    };
  }
}
