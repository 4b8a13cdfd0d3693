package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.stack.component.Component;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StackState.Phase;
import dev.parley.stack.state.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes that only sleep. */
class SupervisorTest {
  private static final Component SLEEPER = new Sleeper();

  @TempDir private Path directory;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private DataDir data;
  private Holds holds;
  private Processes processes;
  private Starter starter;
  private final List<Supervisor> begun = new ArrayList<>();

  @BeforeEach
  void startSleeper() throws Exception {
    data = new DataDir(directory);
    data.claim();
    holds = new Holds(data);
    processes =
        new Processes(
            new StateFile(data.stateFile()), StackState.starting(ProcessId.current(), 1, 0));
    starter = new Starter(processes, data, said::add);
    starter.start(SLEEPER, () -> false);
    processes.enter(Phase.READY);
  }

  @AfterEach
  void endSleeper() {
    processes.enter(Phase.STOPPING);
    begun.forEach(Supervisor::end);
    processes.state().live("sleeper").ifPresent(ProcessId::kill);
  }

  @Test
  void whatDiesIsStartedAgainAndCounted() {
    supervise(true);
    ProcessId first = running();

    first.kill();

    await().until(() -> processes.state().live("sleeper").isPresent());
    assertThat(running()).isNotEqualTo(first);
    assertThat(processes.state().restarts("sleeper")).isEqualTo(1);
    await().untilAsserted(() -> assertThat(said).hasSize(3));
    assertThat(said.get(1)).isEqualTo("sleeper: died, is started again");
    assertThat(said.get(2)).startsWith("sleeper").contains("ready in");
  }

  @Test
  void whatIsStoppedStaysSoUntilItIsReleased() throws Exception {
    Supervisor supervisor = supervise(true);
    ProcessId first = running();

    supervisor.stop(SLEEPER, first::kill);
    awaitSomeRounds();
    assertThat(processes.state().live("sleeper")).isEmpty();

    holds.release("sleeper");
    await().until(() -> processes.state().live("sleeper").isPresent());
  }

  @Test
  void aRestartByHandIsNoDeath() throws Exception {
    Supervisor supervisor = supervise(true);
    ProcessId first = running();

    supervisor.restart(SLEEPER, first::kill);

    assertThat(running()).isNotEqualTo(first);
    assertThat(said).noneMatch(line -> line.contains("died"));
  }

  @Test
  void withoutHealingTheDeadStayDeadUntilSomebodyStartsThem() {
    supervise(false);

    running().kill();

    await().until(() -> holds.held("sleeper"));
    awaitSomeRounds();
    assertThat(processes.state().live("sleeper")).isEmpty();
    assertThat(said).contains("sleeper: died (./parley start sleeper starts it)");
    holds.release("sleeper");
    await().until(() -> processes.state().live("sleeper").isPresent());
  }

  @Test
  void nothingIsStartedOnceTheStackIsStopping() {
    supervise(true);
    ProcessId first = running();
    processes.enter(Phase.STOPPING);

    first.kill();
    awaitSomeRounds();

    assertThat(processes.state().live("sleeper")).isEmpty();
  }

  private Supervisor supervise(boolean heals) {
    Supervisor supervisor =
        new Supervisor(List.of(SLEEPER), processes, starter, holds, heals, said::add);
    begun.add(supervisor);
    supervisor.begin();
    return supervisor;
  }

  private ProcessId running() {
    return processes.state().live("sleeper").orElseThrow();
  }

  /** Nothing shall happen, and there is nothing to wait for: the supervisor gets its chances. */
  private static void awaitSomeRounds() {
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
  }

  private record Sleeper() implements Component {
    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public List<Integer> ports() {
      return List.of();
    }

    @Override
    public Path data() {
      return Path.of("unused");
    }

    @Override
    public void prepare() {}

    @Override
    public List<String> command() {
      return List.of("sleep", "1000");
    }

    @Override
    public boolean ready() {
      return Files.isDirectory(Path.of("/proc"));
    }

    @Override
    public Duration stopLimit() {
      return Duration.ofSeconds(1);
    }
  }
}
