package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.process.ProcessId;
import java.time.Duration;

/** SIGTERM to a gateway, as an orchestrator's rolling restart does. */
public record Drain(String gateway) implements Fault {
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "SIGTERM " + gateway;
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, gateway);
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    ProcessId before = target.process(gateway);
    before.terminate();
    if (!before.awaitEnd(LEAVES_WITHIN)) {
      throw new StackException(
          "%s: still there %d s after SIGTERM (expected: drained and gone)"
              .formatted(gateway, LEAVES_WITHIN.toSeconds()));
    }
    return () -> {
      target.awaitReady();
      return "pid %d -> %d".formatted(before.pid(), target.process(gateway).pid());
    };
  }
}
