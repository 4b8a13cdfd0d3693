package dev.parley.chaos.stack;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.LocalStack;
import dev.parley.stack.StackException;
import dev.parley.stack.StackOptions;
import dev.parley.stack.flink.FlinkConfig;
import dev.parley.stack.flink.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A stack that is there for these runs only, with empty data. */
public final class OwnStack {
  private static final int GATEWAYS = 2;

  /** A few times what the jobs' checkpoints need. */
  private static final String DISK = "size=1g";

  private final LocalStack stack;
  private final Optional<Path> mount;

  private OwnStack(LocalStack stack, Optional<Path> mount) {
    this.stack = stack;
    this.mount = mount;
  }

  /**
   * Starts it; ends with this process at the latest.
   *
   * @param smallDisk whether its checkpoints go to a small disk of their own, which only root can
   *     mount
   */
  public static OwnStack start(
      DataDir data, int portOffset, boolean smallDisk, Consumer<String> progress)
      throws InterruptedException {
    LocalStack stack =
        LocalStack.open(
            new StackOptions(
                Home.find().root(),
                data.root(),
                GATEWAYS,
                portOffset,
                true,
                Duration.parse(JobSettings.DEFAULT_MEMORY),
                true),
            progress);
    Optional<Path> mount = smallDisk ? mountDisk(data) : Optional.empty();
    OwnStack own = new OwnStack(stack, mount);
    Runtime.getRuntime().addShutdownHook(new Thread(own::close, "stop"));
    stack.start();
    return own;
  }

  /** Empty without the right to mount. */
  private static Optional<Path> mountDisk(DataDir data) throws InterruptedException {
    Path directory = FlinkConfig.checkpoints(data);
    try {
      Files.createDirectories(directory);
      boolean mounted = run("mount", "-t", "tmpfs", "-o", DISK, "tmpfs", directory.toString());
      return mounted ? Optional.of(directory) : Optional.empty();
    } catch (IOException e) {
      throw new StackException("data: %s (expected: writable)".formatted(directory), e);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }

  public void close() {
    stack.close();
    mount.ifPresent(
        directory -> {
          try {
            run("umount", directory.toString());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
