package dev.parley.stack.process;

import dev.parley.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a Java process of this machine about itself. */
public final class Jcmd {
  private static final int PATIENCE_S = 30;

  private Jcmd() {}

  /** What it answers; an error text if it is no Java, or has ended. */
  public static String ask(long pid, String command) throws InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asking =
          new ProcessBuilder(tool.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      // A thread of its own, so that an answer that never ends is given up too.
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(asking));
      if (!asking.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        asking.destroyForcibly();
        throw new StackException(
            "jcmd %d %s: no answer in %d s".formatted(pid, command, PATIENCE_S));
      }
      return answer.join();
    } catch (IOException e) {
      throw new StackException(tool + ": " + e.getMessage() + " (expected: a JDK)", e);
    }
  }

  private static String read(Process asking) {
    try {
      return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
