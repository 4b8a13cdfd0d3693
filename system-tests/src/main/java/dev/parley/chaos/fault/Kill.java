package dev.parley.chaos.fault;

import dev.parley.chaos.stack.Target;
import dev.parley.stack.process.ProcessId;

/** kill -9. The supervisor starts the process again, as an orchestrator would. */
public record Kill(String component) implements Fault {
  @Override
  public String name() {
    return "kill -9 " + component;
  }

  @Override
  public String gateway(Target target) {
    return Gateways.address(target, component);
  }

  @Override
  public Wound strike(Target target) {
    ProcessId before = target.process(component);
    before.kill();
    return () -> {
      target.awaitReady();
      ProcessId after = target.process(component);
      return after.equals(before) ? "" : "pid %d -> %d".formatted(before.pid(), after.pid());
    };
  }
}
