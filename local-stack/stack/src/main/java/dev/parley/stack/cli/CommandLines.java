package dev.parley.stack.cli;

import dev.parley.stack.StackException;
import picocli.CommandLine;

/** How commands are run. */
public final class CommandLines {
  private CommandLines() {}

  /** What stops a command and can be helped is one line, without a stack trace. */
  public static CommandLine of(Object command) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              if (e instanceof StackException) {
                line.getErr().println(e.getMessage());
                return 1;
              }
              throw e;
            });
  }
}
