package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.process.ProcessId;
import java.time.Duration;

/** kill -9. The supervisor starts the process again, as an orchestrator would. */
public record Kill(String component) implements Fault {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "kill -9 " + component;
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, component);
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    ProcessId before = target.process(component);
    before.kill();
    // A process of this size takes a moment to die, and until then the stack looks sound.
    if (!before.awaitEnd(ENDS_WITHIN)) {
      throw new StackException(
          "%s: still there %d s after SIGKILL (expected: gone)"
              .formatted(component, ENDS_WITHIN.toSeconds()));
    }
    return () -> {
      target.awaitReady();
      ProcessId after = target.process(component);
      return after.equals(before) ? "" : "pid %d -> %d".formatted(before.pid(), after.pid());
    };
  }
}
