package dev.parley.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The components that shall not run, one empty file each. Files, because those who say so and the
 * supervisor are different processes.
 */
public record Holds(DataDir data) {

  public boolean held(String component) {
    return Files.exists(file(component));
  }

  /** From now on the supervisor leaves the component as it is when it ends. */
  public void hold(String component) {
    try {
      Files.createDirectories(data.holds());
      Files.writeString(file(component), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The supervisor starts the component if it does not run. */
  public void release(String component) {
    try {
      Files.deleteIfExists(file(component));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void releaseAll() {
    DataDir.deleteTree(data.holds());
  }

  private Path file(String component) {
    return data.holds().resolve(component);
  }
}
