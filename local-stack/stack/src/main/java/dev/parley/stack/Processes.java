package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StackState.Phase;
import dev.parley.stack.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes and writes each one down before anything else happens. */
final class Processes {
  private final StateFile file;
  private StackState state;

  Processes(StateFile file, StackState initial) {
    this.file = file;
    this.state = initial;
    file.write(initial);
  }

  /**
   * Starts a component in a session of its own: Ctrl-C at the terminal must reach the supervisor
   * only, which then ends the others in order.
   */
  synchronized Process launch(Component component, Path log) throws IOException {
    if (isStopping()) {
      throw new StackException(component.name() + ": start given up");
    }
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(component.command());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ProcessId id =
        ProcessId.of(process.pid())
            .orElseThrow(
                () ->
                    new StackException(
                        "%s: died at once (log: %s)".formatted(component.name(), log)));
    state = state.with(component.name(), id);
    file.write(state);
    return process;
  }

  synchronized StackState state() {
    return state;
  }

  synchronized boolean isStopping() {
    return state.phase() == Phase.STOPPING;
  }

  /** Once it is stopping, nothing is launched any more and there is no way back. */
  synchronized StackState enter(Phase phase) {
    if (!isStopping()) {
      state = state.in(phase);
      file.write(state);
    }
    return state;
  }
}
