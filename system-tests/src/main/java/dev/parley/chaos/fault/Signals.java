package dev.parley.chaos.fault;

import dev.parley.stack.StackException;
import dev.parley.stack.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals that Java has no word for. */
final class Signals {
  private Signals() {}

  static void freeze(ProcessId process) throws InterruptedException {
    send("STOP", process);
  }

  static void thaw(ProcessId process) throws InterruptedException {
    send("CONT", process);
  }

  private static void send(String signal, ProcessId process) throws InterruptedException {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new StackException(
            "kill -%s %d: %d (expected: 0)".formatted(signal, process.pid(), code));
      }
    } catch (IOException e) {
      throw new StackException("kill: not started (expected: Linux with procps)", e);
    }
  }

  /** The kernel's letter for what the process does, T if it is stopped. */
  static char state(ProcessId process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return 'X';
    }
  }
}
