package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Starts single components and waits until they do their work. */
final class Starter {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Processes processes;
  private final DataDir data;
  private final Consumer<String> progress;

  Starter(Processes processes, DataDir data, Consumer<String> progress) {
    this.processes = processes;
    this.data = data;
    this.progress = progress;
  }

  /** Returns once the component is ready; fails as soon as it dies. */
  void start(Component component, BooleanSupplier cancelled) throws InterruptedException {
    long began = System.nanoTime();
    String name = component.name();
    Path log = data.log(name);
    Process process = launch(component, log);
    boolean ready =
        Await.until(
            START_LIMIT,
            () -> {
              if (cancelled.getAsBoolean()) {
                throw new StackException(name + ": start given up");
              }
              if (!process.isAlive()) {
                throw new StackException(
                    "%s: ended with code %d while starting (expected: ready; log: %s)"
                        .formatted(name, process.exitValue(), log));
              }
              return component.ready();
            });
    if (!ready) {
      throw new StackException(
          "%s: not ready after %d s (log: %s)".formatted(name, START_LIMIT.toSeconds(), log));
    }
    progress.accept(line(name, began));
  }

  /** "NAME ready in N s", aligned with the others. */
  static String line(String name, long beganNanos) {
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    return String.format(Locale.ROOT, "%-16s ready in %5.1f s", name, seconds);
  }

  private Process launch(Component component, Path log) {
    try {
      component.prepare();
      return processes.launch(component, log);
    } catch (IOException e) {
      throw new StackException(
          "%s: not started: %s".formatted(component.name(), e.getMessage()), e);
    }
  }
}
