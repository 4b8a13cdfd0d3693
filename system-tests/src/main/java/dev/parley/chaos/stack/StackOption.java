package dev.parley.chaos.stack;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The stack that faults are put into: one that runs already, or one of the command's own. */
public final class StackOption {
  /** Far from the ports of a stack that somebody uses beside. */
  private static final int PORT_OFFSET = 20_000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The stack that runs there (default: one of its own, with empty data).")
  private @Nullable Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "" + PORT_OFFSET,
      description = "Of a stack of its own (default: ${DEFAULT-VALUE}).")
  private int portOffset;

  /** What is done on it. */
  public interface Use<T> {
    T on(DataDir stack) throws InterruptedException, IOException;
  }

  /** Where commands keep what they leave behind. */
  public static Path work() {
    return Home.find().defaultData().resolve(DataDir.CHAOS);
  }

  /**
   * Does it; a stack of its own runs only meanwhile.
   *
   * @param smallDisk as {@link OwnStack#start} has it
   */
  public <T> T use(boolean smallDisk, Use<T> what) throws InterruptedException, IOException {
    if (data != null) {
      return what.on(new DataDir(data));
    }
    DataDir own = new DataDir(work().resolve("stack"));
    OwnStack stack = OwnStack.start(own, portOffset, smallDisk, System.err::println);
    try {
      return what.on(own);
    } finally {
      stack.close();
    }
  }
}
