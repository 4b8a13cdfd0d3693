package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.process.ProcessId;
import java.time.Duration;

/** SIGSTOP, and SIGCONT later: to the others dead, to itself alive. A zombie. */
public record Freeze(String component, Duration lasts) implements Fault {
  @Override
  public String name() {
    return "SIGSTOP " + component;
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, component);
  }

  @Override
  public Wound strike(Target target) throws InterruptedException {
    ProcessId process = target.process(component);
    Signals.freeze(process);
    return () -> {
      char state = Signals.state(process);
      Signals.thaw(process);
      target.awaitReady();
      return state == 'T'
          ? "pid %d in state T for %d s".formatted(process.pid(), lasts.toSeconds())
          : "";
    };
  }
}
