package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.Endpoints;
import dev.parley.stack.Home;
import dev.parley.stack.LocalStack;
import dev.parley.stack.StackException;
import dev.parley.stack.StackOptions;
import dev.parley.stack.flink.JobSettings;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StackState.Phase;
import dev.parley.stack.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a stack and stays with it, or leaves a supervisor in the background. */
@Command(
    name = "up",
    description = "Starts everything; goes on where the last run ended.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(names = "--detach", description = "Return when ready; ./parley down ends the stack.")
  private boolean detach;

  @Option(names = "--fresh", description = "Delete the data of earlier runs first.")
  private boolean fresh;

  @Option(
      names = "--gateways",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many gateways (default: ${DEFAULT-VALUE}).")
  private int gateways;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int portOffset;

  @Option(
      names = "--memory",
      paramLabel = "DURATION",
      defaultValue = JobSettings.DEFAULT_MEMORY,
      description = "How long ids of messages are remembered (default: ${DEFAULT-VALUE}).")
  private Duration memory = Duration.ZERO;

  @Option(
      names = "--no-restart",
      description = "Leave a process that dies dead (default: it is started again).")
  private boolean noRestart;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataDir directory = data.get();
    Optional<StackState> running =
        new StateFile(directory.stateFile()).read().filter(state -> state.supervisor().alive());
    if (running.isPresent()) {
      return alreadyThere(directory, running.get());
    }
    StackOptions options =
        new StackOptions(
            Home.find().root(), directory.root(), gateways, portOffset, fresh, memory, !noRestart);
    return detach ? new Detached(options).run() : stay(options);
  }

  private int stay(StackOptions options) throws InterruptedException {
    long began = System.nanoTime();
    LocalStack stack = LocalStack.open(options, System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
    stack.start();
    System.out.println(
        Summary.of(new Home(options.home()), stack.endpoints(), new DataDir(options.data())));
    System.out.println(
        String.format(Locale.ROOT, "ready in %.0f s", (System.nanoTime() - began) / 1e9));
    stack.awaitClosed();
    return 0;
  }

  private static int alreadyThere(DataDir directory, StackState running) {
    if (running.phase() != Phase.READY) {
      throw new StackException(
          "stack: %s by process %d (expected: ready or down)"
              .formatted(
                  running.phase().name().toLowerCase(Locale.ROOT), running.supervisor().pid()));
    }
    System.out.println(Summary.of(Home.find(), Endpoints.ofRunning(directory.root()), directory));
    System.out.println("already up (process " + running.supervisor().pid() + ")");
    return 0;
  }
}
