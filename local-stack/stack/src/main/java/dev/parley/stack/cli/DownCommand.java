package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.LocalStack;
import dev.parley.stack.process.Await;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a stack. */
@Command(
    name = "down",
    description = "Ends everything, the jobs with a savepoint each; keeps the data.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  /** More than all bounded waits of an orderly stop together. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws InterruptedException {
    DataDir directory = data.get();
    Optional<StackState> running = new StateFile(directory.stateFile()).read();
    if (running.isEmpty()) {
      System.out.println("stack: not running");
      return 0;
    }
    StackState state = running.get();
    if (state.supervisor().alive()) {
      askSupervisor(state);
    }
    LocalStack.endRemains(Home.find(), directory, System.out::println);
    System.out.println("down");
    return 0;
  }

  private static void askSupervisor(StackState state) throws InterruptedException {
    System.out.println("stopping: jobs with a savepoint each, then the processes");
    state.supervisor().terminate();
    Set<String> reported = new HashSet<>();
    boolean ended =
        Await.until(
            LIMIT,
            () -> {
              reportEnded(state, reported);
              return !state.supervisor().alive();
            });
    reportEnded(state, reported);
    if (!ended) {
      System.out.println("supervisor: did not end, killed");
      state.supervisor().kill();
      state.supervisor().awaitEnd(Duration.ofSeconds(10));
    }
  }

  private static void reportEnded(StackState state, Set<String> reported) {
    for (String name : state.processes().keySet()) {
      if (state.live(name).isEmpty() && reported.add(name)) {
        System.out.println(name + ": stopped");
      }
    }
  }
}
