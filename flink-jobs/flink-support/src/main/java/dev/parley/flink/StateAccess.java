package dev.parley.flink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state behind a port that knows no checked exceptions. State that can't be read or written
 * fails the job, which starts again from its last checkpoint.
 */
public final class StateAccess {
  private StateAccess() {}

  /** Reads an entry; Flink says null where there is none. */
  public interface Read<T> {
    @Nullable T get() throws Exception;
  }

  /** Changes entries. */
  public interface Write {
    void run() throws Exception;
  }

  public static <T> Optional<T> read(Read<T> read) {
    try {
      return Optional.ofNullable(read.get());
    } catch (Exception e) {
      throw new IllegalStateException("keyed state can't be read", e);
    }
  }

  public static void write(Write write) {
    try {
      write.run();
    } catch (Exception e) {
      throw new IllegalStateException("keyed state can't be written", e);
    }
  }
}
