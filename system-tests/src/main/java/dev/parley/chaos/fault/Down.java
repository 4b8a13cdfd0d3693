package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackStatus;
import dev.parley.stack.process.ProcessId;
import java.time.Duration;

/** kill -9, and nobody starts it again for a while. */
public record Down(String component, Duration lasts) implements Fault {
  @Override
  public String name() {
    return component + " gone";
  }

  @Override
  public Wound strike(Target target) {
    ProcessId before = target.process(component);
    target.holds().hold(component);
    before.kill();
    return () -> {
      boolean wasGone = target.status().stream().anyMatch(this::isGone);
      target.holds().release(component);
      target.awaitReady();
      return wasGone
          ? "pid %d -> none for %d s -> %d"
              .formatted(before.pid(), lasts.toSeconds(), target.process(component).pid())
          : "";
    };
  }

  private boolean isGone(StackStatus.Row row) {
    return row.name().equals(component) && row.pid() == null;
  }
}
