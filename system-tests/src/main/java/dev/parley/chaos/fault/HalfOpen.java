package dev.parley.chaos.fault;

import dev.parley.chaos.net.Proxy;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.process.Await;
import java.time.Duration;

/** All connections to one gateway die without a word, and both ends go on to believe in them. */
public record HalfOpen(int slot) implements Fault {
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(90);

  @Override
  public String name() {
    return "half-open connections to " + Gateway.nameOf(slot);
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, slot);
  }

  @Override
  public Wound strike(Target target) {
    Proxy proxy = target.proxies().get(slot);
    long before = proxy.lostBytes();
    int orphans = proxy.orphan();
    return () -> {
      if (!Await.until(NOTICED_WITHIN, () -> proxy.orphans() == 0)) {
        throw new StackException(
            "half-open: %d connections still believed in after %d s (expected: none)"
                .formatted(proxy.orphans(), NOTICED_WITHIN.toSeconds()));
      }
      long lost = proxy.lostBytes() - before;
      return orphans == 0 || lost == 0
          ? ""
          : "%d connections, %d bytes lost".formatted(orphans, lost);
    };
  }
}
