package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.flink.JobManager;
import dev.parley.stack.flink.Jobs;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Ends all processes of a stack, in order and in bounded time. Needs only what is written down, so
 * that it also cleans up after a supervisor that died.
 */
public final class Shutdown {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Topology topology;
  private final Consumer<String> progress;

  public Shutdown(Topology topology, Consumer<String> progress) {
    this.topology = topology;
    this.progress = progress;
  }

  public void run(StackState state) throws InterruptedException {
    if (state.live(JobManager.NAME).isPresent() && state.live(TaskManager.NAME).isPresent()) {
      jobs().stopAll(progress);
    }
    for (List<Component> group : topology.stopOrder()) {
      stop(group, state);
    }
  }

  /** Ends one component. */
  public void stop(String component, StackState state) throws InterruptedException {
    stop(List.of(topology.named(component)), state);
  }

  /** Ends components side by side, by force where one does not end in its time. */
  private void stop(List<Component> group, StackState state) throws InterruptedException {
    long began = System.nanoTime();
    Map<Component, ProcessId> running = new LinkedHashMap<>();
    for (Component component : group) {
      state.live(component.name()).ifPresent(process -> running.put(component, process));
    }
    running.values().forEach(ProcessId::terminate);
    for (Map.Entry<Component, ProcessId> entry : running.entrySet()) {
      Component component = entry.getKey();
      Duration spent = Duration.ofNanos(System.nanoTime() - began);
      awaitEnd(component, entry.getValue(), component.stopLimit().minus(spent));
      progress.accept(component.name() + ": stopped");
    }
  }

  private void awaitEnd(Component component, ProcessId process, Duration limit)
      throws InterruptedException {
    if (!process.awaitEnd(limit)) {
      progress.accept(
          "%s: still there after %d s, killed"
              .formatted(component.name(), component.stopLimit().toSeconds()));
      process.kill();
      process.awaitEnd(KILL_LIMIT);
    }
  }

  private Jobs jobs() {
    return new Jobs(
        topology.layout(),
        Endpoints.of(topology.layout().ports(), topology.gateways(), topology.layout().data()));
  }
}
