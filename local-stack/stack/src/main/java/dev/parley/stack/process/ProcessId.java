package dev.parley.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process, for good. A pid alone may be another process tomorrow; pid and start time may not.
 *
 * @param startTicks when it started, in the kernel's clock ticks since boot
 */
public record ProcessId(long pid, long startTicks) {

  public static ProcessId current() {
    return of(ProcessHandle.current().pid())
        .orElseThrow(() -> new IllegalStateException("no /proc for the own process"));
  }

  /** The process that has this pid now, if there is one that still runs. */
  public static Optional<ProcessId> of(long pid) {
    try {
      return parse(pid, Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Reads a line of /proc/PID/stat; a zombie is no process any more. */
  static Optional<ProcessId> parse(long pid, String stat) {
    // The command's name, in parentheses, may itself hold blanks and parentheses.
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
    boolean zombie = afterName[0].equals("Z") || afterName[0].equals("X");
    return zombie
        ? Optional.empty()
        : Optional.of(new ProcessId(pid, Long.parseLong(afterName[19])));
  }

  public boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** SIGTERM. */
  public void terminate() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** SIGKILL. */
  public void kill() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Waits for its end; false if it still runs after this time. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    try {
      Optional<ProcessHandle> handle = handle();
      if (handle.isPresent()) {
        handle.get().onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException stillThere) {
      // The answer below says so, unless it ended in this moment.
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + pid, e);
    }
    return !alive();
  }

  private Optional<ProcessHandle> handle() {
    return alive() ? ProcessHandle.of(pid) : Optional.empty();
  }
}
