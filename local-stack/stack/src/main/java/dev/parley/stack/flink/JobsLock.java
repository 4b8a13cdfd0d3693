package dev.parley.stack.flink;

import dev.parley.stack.DataDir;
import dev.parley.stack.StackException;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One change of the jobs at a time: a savepoint, an upgrade, and the end of the stack must not meet
 * in the middle. The kernel lets go of the lock of a process that died.
 */
final class JobsLock {
  private JobsLock() {}

  /** What is done while nobody else changes a job. */
  interface Change<T> {
    T make() throws InterruptedException;
  }

  static <T> T holding(DataDir data, Duration patience, Change<T> change)
      throws InterruptedException {
    try (FileChannel channel =
        FileChannel.open(data.jobsLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!Await.until(patience, () -> tryLock(channel) != null)) {
        throw new StackException(
            "jobs: in use (expected: no other savepoint, upgrade, rescale, restore or down)");
      }
      return change.make();
    } catch (IOException e) {
      throw new StackException("lock: %s: %s".formatted(data.jobsLock(), e.getMessage()), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
