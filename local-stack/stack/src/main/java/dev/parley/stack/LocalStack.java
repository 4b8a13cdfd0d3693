package dev.parley.stack;

import dev.parley.stack.component.Layout;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.Jobs;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StackState.Phase;
import dev.parley.stack.state.StateFile;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A running stack, and the right to start and end its processes.
 *
 * <p>Whoever has it is the supervisor: if this process dies, the others go on, and the next {@link
 * #open} or {@code ./parley down} ends them.
 */
public final class LocalStack implements AutoCloseable {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Topology topology;
  private final Endpoints endpoints;
  private final StateFile stateFile;
  private final Processes processes;
  private final Starter starter;
  private final Jobs jobs;
  private final Supervisor supervisor;
  private final StackLock lock;
  private final Consumer<String> progress;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private LocalStack(
      Topology topology,
      StateFile stateFile,
      StackState initial,
      StackLock lock,
      StackOptions options,
      Consumer<String> progress) {
    this.topology = topology;
    this.stateFile = stateFile;
    this.lock = lock;
    this.progress = progress;
    Layout layout = topology.layout();
    this.endpoints = Endpoints.of(layout.ports(), topology.gateways(), layout.data());
    this.processes = new Processes(stateFile, initial);
    this.starter = new Starter(processes, layout.data(), progress);
    this.jobs = new Jobs(layout, endpoints, options.memory());
    this.supervisor =
        new Supervisor(
            topology.all(),
            processes,
            starter,
            new Holds(layout.data()),
            options.heals(),
            progress);
  }

  /** Starts a stack and returns once all of it is ready; if any part fails, nothing is left. */
  public static LocalStack start(StackOptions options, Consumer<String> progress) {
    LocalStack stack = open(options, progress);
    stack.start();
    return stack;
  }

  /**
   * Makes everything fit for {@link #start()}: takes the data directory, ends what a dead
   * supervisor left, and checks the ports.
   */
  public static LocalStack open(StackOptions options, Consumer<String> progress) {
    DataDir data = new DataDir(options.data());
    Ports ports = new Ports(options.portOffset());
    data.claim();
    StackLock lock = StackLock.take(data);
    try {
      StateFile stateFile = new StateFile(data.stateFile());
      Home home = new Home(options.home());
      Remains.end(home, data, progress);
      if (options.fresh()) {
        data.deleteFormerRun();
        data.claim();
      }
      Topology topology = new Topology(new Layout(home, data, ports), options.gateways());
      PortCheck.requireFree(topology.all());
      StackState initial =
          StackState.starting(ProcessId.current(), options.gateways(), options.portOffset());
      new Holds(data).releaseAll();
      data.newRunId();
      return new LocalStack(topology, stateFile, initial, lock, options, progress);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public void start() {
    try {
      new Startup(topology, processes, starter, jobs, endpoints, progress).run();
      processes.enter(Phase.READY);
      supervisor.begin();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Ends what a dead supervisor left on this data directory, if anything. */
  public static void endRemains(Home home, DataDir data, Consumer<String> progress) {
    StackLock lock = StackLock.take(data);
    try {
      Remains.end(home, data, progress);
    } finally {
      lock.close();
    }
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /** Whether the component's process runs and does its work. */
  public boolean ready(String component) {
    return processes.state().live(component).isPresent() && topology.named(component).ready();
  }

  /** Whether all tasks of the job run. */
  public boolean ready(Job job) {
    return jobs.runs(job);
  }

  /** kill -9. The component comes back by itself, unless the options say otherwise. */
  public void kill(String component) throws InterruptedException {
    topology.named(component);
    var process = processes.state().live(component);
    if (process.isPresent()) {
      process.get().kill();
      process.get().awaitEnd(KILL_LIMIT);
    }
  }

  /** kill -9, and nothing brings it back before {@link #restart}. */
  public void takeDown(String component) throws InterruptedException {
    supervisor.stop(topology.named(component), () -> kill(component));
  }

  /** Ends the component in order and leaves it ended until {@link #restart}. */
  public void stop(String component) throws InterruptedException {
    supervisor.stop(topology.named(component), () -> end(component));
  }

  /** Starts the component, ending it first if it runs, and returns once it is ready. */
  public void restart(String name) throws InterruptedException {
    supervisor.restart(topology.named(name), () -> end(name));
  }

  private void end(String component) throws InterruptedException {
    new Shutdown(topology, progress).stop(component, processes.state());
  }

  /** Ends everything, the jobs with savepoints. Later calls wait for the first. */
  @Override
  public synchronized void close() {
    if (stopped.getCount() == 0) {
      return;
    }
    try {
      StackState last = processes.enter(Phase.STOPPING);
      supervisor.end();
      new Shutdown(topology, progress).run(last);
      stateFile.delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("stack: interrupted while stopping", e);
    } finally {
      lock.close();
      stopped.countDown();
    }
  }

  /** Returns when {@link #close} has been called and is done. */
  public void awaitClosed() throws InterruptedException {
    stopped.await();
  }
}
