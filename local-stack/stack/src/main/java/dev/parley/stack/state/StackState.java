package dev.parley.stack.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.stack.process.ProcessId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack says about itself while it runs.
 *
 * @param supervisor the process that started it and will stop it
 * @param processes by component name, in the order of their start
 */
public record StackState(
    ProcessId supervisor,
    Phase phase,
    int gateways,
    int portOffset,
    Map<String, ProcessId> processes) {

  /** How far it is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  public StackState {
    processes = new LinkedHashMap<>(processes);
  }

  public StackState in(Phase next) {
    return new StackState(supervisor, next, gateways, portOffset, processes);
  }

  public StackState with(String component, ProcessId process) {
    Map<String, ProcessId> more = new LinkedHashMap<>(processes);
    more.put(component, process);
    return new StackState(supervisor, phase, gateways, portOffset, more);
  }

  /** Was started completely, and something of it still runs. */
  @JsonIgnore
  public boolean isReady() {
    return phase == Phase.READY && hasLiveProcess();
  }

  /** The process of this component, if it runs. */
  public Optional<ProcessId> live(String component) {
    return Optional.ofNullable(processes.get(component)).filter(ProcessId::alive);
  }

  public boolean hasLiveProcess() {
    return processes.values().stream().anyMatch(ProcessId::alive);
  }
}
