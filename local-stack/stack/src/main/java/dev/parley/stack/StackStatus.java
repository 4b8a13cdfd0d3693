package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import dev.parley.stack.flink.CheckpointCounts;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.Jobs;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs, asked anew each time: the processes themselves answer, not the supervisor. */
public final class StackStatus {
  private StackStatus() {}

  /**
   * One line of the answer.
   *
   * @param pid of its process; null if it has none: a job, or a component that is down
   * @param restarts how often it was started again; of a job, how often it has recovered
   * @param checkpoints a job's; null for a component
   */
  public record Row(
      String name,
      @Nullable Long pid,
      List<Integer> ports,
      boolean ready,
      int restarts,
      @Nullable CheckpointCounts checkpoints,
      String log,
      String data) {}

  /** One row for each component, then one for each job; none if nothing runs. */
  public static List<Row> read(Home home, DataDir data) {
    Optional<StackState> running =
        new StateFile(data.stateFile())
            .read()
            .filter(state -> state.supervisor().alive() || state.hasLiveProcess());
    if (running.isEmpty()) {
      return List.of();
    }
    StackState state = running.get();
    Layout layout = new Layout(home, data, new Ports(state.portOffset()));
    Topology topology = new Topology(layout, state.gateways());
    Jobs jobs = new Jobs(layout, Endpoints.of(layout.ports(), state.gateways(), data));
    // Each question may take its whole patience, so all are asked at once.
    return Stream.concat(
            topology.all().stream().<RowSource>map(component -> () -> row(component, state, data)),
            Stream.of(Job.values()).<RowSource>map(job -> () -> row(job, jobs, data)))
        .parallel()
        .map(RowSource::row)
        .toList();
  }

  private static Row row(Component component, StackState state, DataDir data) {
    Optional<ProcessId> process = state.live(component.name());
    return new Row(
        component.name(),
        process.map(ProcessId::pid).orElse(null),
        component.ports(),
        process.isPresent() && component.ready(),
        state.restarts(component.name()),
        null,
        data.log(component.name()).toString(),
        component.data().toString());
  }

  private static Row row(Job job, Jobs jobs, DataDir data) {
    return new Row(
        job.jobName(),
        null,
        List.of(),
        jobs.runs(job),
        jobs.restarts(job),
        jobs.checkpoints(job),
        data.log(TaskManager.NAME).toString(),
        jobs.data(job).toString());
  }

  private interface RowSource {
    Row row();
  }
}
