package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.StackOptions;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.process.Await;
import dev.parley.stack.state.StackState;
import dev.parley.stack.state.StateFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a supervisor in a session of its own and shows what it says until it is ready. */
final class Detached {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final StackOptions options;
  private final DataDir data;
  private final Path log;

  Detached(StackOptions options) {
    this.options = options;
    this.data = new DataDir(options.data());
    this.log = data.supervisorLog();
  }

  int run() throws IOException, InterruptedException {
    data.claim();
    Process supervisor =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    try (RandomAccessFile output = new RandomAccessFile(log.toFile(), "r")) {
      Await.until(
          LIMIT,
          () -> {
            boolean settled = !supervisor.isAlive() || ready(supervisor.pid());
            show(output);
            return settled;
          });
    }
    return ready(supervisor.pid()) ? 0 : 1;
  }

  private boolean ready(long pid) {
    return new StateFile(data.stateFile())
        .read()
        .filter(StackState::isReady)
        .filter(state -> state.supervisor().pid() == pid)
        .isPresent();
  }

  private static void show(RandomAccessFile output) {
    try {
      byte[] more = new byte[(int) (output.length() - output.getFilePointer())];
      output.readFully(more);
      System.out.write(more);
      System.out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--data",
                options.data().toString(),
                "--gateways",
                Integer.toString(options.gateways()),
                "--port-offset",
                Integer.toString(options.portOffset()),
                "--memory",
                options.memory().toString()));
    if (options.fresh()) {
      arguments.add("--fresh");
    }
    if (!options.heals()) {
      arguments.add("--no-restart");
    }
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(
        new JavaCommand(
                System.getProperty("java.class.path"),
                "dev.parley.stack.Main",
                List.of("-Xmx96m", "-Dparley.home=" + options.home()),
                arguments)
            .words());
    return command;
  }
}
