package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a log. */
@Command(
    name = "logs",
    description = "Shows the end of a component's log.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  /** Not a component: what a detached supervisor says. */
  private static final String SUPERVISOR = "stack";

  private static final String LINES = "500";

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", description = "A component, as ./parley status names it.")
  private String name = "";

  @Option(names = "-f", description = "Go on as the log grows.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataDir directory = data.get();
    Path log = name.equals(SUPERVISOR) ? directory.supervisorLog() : directory.log(name);
    if (!Files.exists(log)) {
      throw new StackException(
          "log: %s (expected: one of %s)".formatted(name, names(directory.logs())));
    }
    List<String> tail = new ArrayList<>(List.of("tail", "-n", LINES));
    if (follow) {
      tail.add("-F");
    }
    tail.add(log.toString());
    return new ProcessBuilder(tail).inheritIO().start().waitFor();
  }

  private static List<String> names(Path logs) throws IOException {
    if (!Files.isDirectory(logs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(file -> file.replaceFirst("\\.log$", ""))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
