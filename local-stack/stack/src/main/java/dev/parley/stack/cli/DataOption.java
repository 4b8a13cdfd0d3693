package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory of the stack (default: .parley in the checkout).")
  private @Nullable Path directory;

  public DataDir get() {
    return new DataDir(Optional.ofNullable(directory).orElseGet(() -> Home.find().defaultData()));
  }
}
