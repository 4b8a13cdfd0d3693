package dev.parley.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * At most one supervisor works on a data directory; the kernel lets go of the lock of a dead one.
 */
final class StackLock implements AutoCloseable {
  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says who is in the way. */
  static StackLock take(DataDir data) {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StackException(
            "data: %s is in use (expected: no other ./parley up or down on it)"
                .formatted(data.root()));
      }
      return new StackLock(channel);
    } catch (IOException e) {
      throw new StackException("lock: %s: %s".formatted(data.lockFile(), e.getMessage()), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackException("lock: not released: " + e.getMessage(), e);
    }
  }
}
