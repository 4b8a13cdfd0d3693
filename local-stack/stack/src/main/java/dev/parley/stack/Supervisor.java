package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Starts again what died, as an orchestrator would: compares what should run with what runs, over
 * and over. A process that hangs is not dead and is left alone.
 */
final class Supervisor {
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Processes processes;
  private final Starter starter;
  private final Holds holds;
  private final boolean heals;
  private final Consumer<String> progress;
  private final Map<String, Ward> wards;
  private final ScheduledExecutorService threads;

  /**
   * Looks after the components of a stack from {@link #begin} on.
   *
   * @param heals whether what dies is started again, or stays as it is until somebody starts it
   */
  Supervisor(
      List<Component> components,
      Processes processes,
      Starter starter,
      Holds holds,
      boolean heals,
      Consumer<String> progress) {
    this.processes = processes;
    this.starter = starter;
    this.holds = holds;
    this.heals = heals;
    this.progress = progress;
    this.wards =
        components.stream()
            .map(Ward::new)
            .collect(Collectors.toMap(Ward::name, Function.identity()));
    // A start takes as long as the component does, and nobody waits for another's.
    this.threads = Executors.newScheduledThreadPool(wards.size());
  }

  /** One component. Whoever starts or ends its process holds its lock. */
  private static final class Ward {
    private final Component component;
    private final Relapses relapses = new Relapses();
    private boolean endNoticed;
    private long startedNs = System.nanoTime();
    private long notBeforeNs = System.nanoTime();

    Ward(Component component) {
      this.component = component;
    }

    String name() {
      return component.name();
    }
  }

  void begin() {
    for (Ward ward : wards.values()) {
      var unused =
          threads.scheduleWithFixedDelay(
              () -> guarded(ward), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Interrupts starts that are under way; what they launched is on record and ends with the rest.
   */
  void end() {
    threads.shutdownNow();
  }

  /** Ends the component's process and keeps it from being started. */
  void stop(Component component, Ending ending) throws InterruptedException {
    holds.hold(component.name()); // a start that is under way gives up and lets go of the lock
    synchronized (ward(component)) {
      ending.end();
    }
  }

  /** Starts the component, ending it first if it runs, and returns once it is ready. */
  void restart(Component component, Ending ending) throws InterruptedException {
    stop(component, ending);
    Ward ward = ward(component);
    synchronized (ward) {
      holds.release(component.name());
      start(ward);
    }
  }

  /** Ends a process, in order or not. */
  interface Ending {
    void end() throws InterruptedException;
  }

  private Ward ward(Component component) {
    return Objects.requireNonNull(wards.get(component.name()));
  }

  private void guarded(Ward ward) {
    try {
      synchronized (ward) {
        tend(ward);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A schedule ends with its first exception, and then nothing would look after the component.
      endIfHeld(ward);
      if (!processes.isStopping() && !holds.held(ward.name())) {
        progress.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  private void tend(Ward ward) throws InterruptedException {
    if (processes.state().phase() != Phase.READY
        || processes.state().live(ward.name()).isPresent()) {
      return;
    }
    if (holds.held(ward.name())) {
      ward.endNoticed = true;
    } else if (!ward.endNoticed && !heals) {
      holds.hold(ward.name());
      progress.accept("%s: died (./parley start %1$s starts it)".formatted(ward.name()));
    } else if (!ward.endNoticed) {
      ward.endNoticed = true;
      planRestart(ward);
    } else if (System.nanoTime() - ward.notBeforeNs >= 0) {
      start(ward);
    }
  }

  private void planRestart(Ward ward) {
    long nowNs = System.nanoTime();
    Duration pause = ward.relapses.died(Duration.ofNanos(nowNs - ward.startedNs));
    ward.notBeforeNs = nowNs + pause.toNanos();
    progress.accept(
        "%s: died, is started again%s"
            .formatted(ward.name(), pause.isZero() ? "" : " in " + pause.toSeconds() + " s"));
  }

  private void start(Ward ward) throws InterruptedException {
    ward.startedNs = System.nanoTime();
    ward.endNoticed = false;
    starter.start(ward.component, () -> processes.isStopping() || holds.held(ward.name()));
  }

  /** Whoever put the hold there may have looked for the process before it was launched. */
  private void endIfHeld(Ward ward) {
    if (holds.held(ward.name())) {
      processes.state().live(ward.name()).ifPresent(ProcessId::kill);
    }
  }
}
