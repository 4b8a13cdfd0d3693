package dev.parley.chaos.fault;

import dev.parley.chaos.net.Proxy;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.gateway.Gateway;
import java.time.Duration;

/**
 * For a moment nothing that a gateway says arrives, then its connections are cut: what devices said
 * in that moment is in the log, and they don't know it.
 */
public record AnswersLost(int slot) implements Fault {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "answers of %s lost, then cut".formatted(Gateway.nameOf(slot));
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, slot);
  }

  @Override
  public Duration lasts() {
    return MOMENT;
  }

  @Override
  public Wound strike(Target target) {
    Proxy proxy = target.proxies().get(slot);
    long before = proxy.lostBytes();
    proxy.loseAnswers();
    return () -> {
      int connections = proxy.cut();
      long lost = proxy.lostBytes() - before;
      return connections == 0 || lost == 0
          ? ""
          : "%d bytes of answers lost, %d connections cut".formatted(lost, connections);
    };
  }
}
