package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackException;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.process.ProcessId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGTERM to one gateway after the other, as an orchestrator's rolling restart does. */
public record Drain() implements Fault {
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "SIGTERM of each gateway in turn";
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    List<String> changes = new ArrayList<>();
    for (int slot = 0; slot < target.gateways().size(); slot++) {
      ProcessId before = target.process(Gateway.nameOf(slot));
      before.terminate();
      if (!before.awaitEnd(LEAVES_WITHIN)) {
        throw new StackException(
            "%s: still there %d s after SIGTERM (expected: drained and gone)"
                .formatted(Gateway.nameOf(slot), LEAVES_WITHIN.toSeconds()));
      }
      target.awaitReady();
      changes.add(
          "%s pid %d -> %d"
              .formatted(
                  Gateway.nameOf(slot), before.pid(), target.process(Gateway.nameOf(slot)).pid()));
    }
    return () -> String.join(", ", changes);
  }
}
