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
 * @param restarts how often each was started again
 */
public record StackState(
    ProcessId supervisor,
    Phase phase,
    int gateways,
    int portOffset,
    Map<String, ProcessId> processes,
    Map<String, Integer> restarts) {

  /** How far it is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  public StackState {
    processes = new LinkedHashMap<>(processes);
    restarts = new LinkedHashMap<>(restarts);
  }

  /** A stack of which nothing runs yet. */
  public static StackState starting(ProcessId supervisor, int gateways, int portOffset) {
    return new StackState(supervisor, Phase.STARTING, gateways, portOffset, Map.of(), Map.of());
  }

  public StackState in(Phase next) {
    return new StackState(supervisor, next, gateways, portOffset, processes, restarts);
  }

  /** Another process of a component that had one is a restart. */
  public StackState with(String component, ProcessId process) {
    Map<String, ProcessId> more = new LinkedHashMap<>(processes);
    Map<String, Integer> counts = new LinkedHashMap<>(restarts);
    if (more.put(component, process) != null) {
      counts.merge(component, 1, Integer::sum);
    }
    return new StackState(supervisor, phase, gateways, portOffset, more, counts);
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

  public int restarts(String component) {
    return restarts.getOrDefault(component, 0);
  }

  public boolean hasLiveProcess() {
    return processes.values().stream().anyMatch(ProcessId::alive);
  }
}
