package dev.parley.stack.device;

import dev.parley.client.store.DeviceStore;
import dev.parley.protocol.v1.Send;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device's id and position in a file, so that the next run goes on where this one ends. Several
 * terminals of one user are several devices, each with its own file and a lock on it. Messages that
 * are not accepted yet are not kept.
 */
public final class DeviceFile implements DeviceStore, AutoCloseable {
  private static final String DEVICE_ID = "deviceId";
  private static final String POSITION = "position";
  private static final String LOCAL_SEQ = "localSeq";
  private static final int DEVICES_MAX = 100;

  private final Path file;
  private final FileChannel lock;
  private final Properties values;

  private DeviceFile(Path file, FileChannel lock, Properties values) {
    this.file = file;
    this.lock = lock;
    this.values = values;
  }

  /** The first device of this user that no other terminal uses; a new one if all are in use. */
  public static DeviceFile claim(Path directory, String user) {
    try {
      Files.createDirectories(directory);
      for (int number = 1; number <= DEVICES_MAX; number++) {
        // No user id has an @, so one user's files are never another's.
        Path file = directory.resolve(user + "@" + number + ".properties");
        FileChannel lock = lockOf(file);
        if (lock != null) {
          return open(file, lock);
        }
      }
    } catch (IOException e) {
      throw new StackException("data: %s (expected: a writable directory)".formatted(directory), e);
    }
    throw new StackException(
        "as: %s (expected: fewer than %d terminals)".formatted(user, DEVICES_MAX));
  }

  private static @Nullable FileChannel lockOf(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // the same as held by another
    }
    channel.close();
    return null;
  }

  private static DeviceFile open(Path file, FileChannel lock) throws IOException {
    Properties values = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      }
    }
    values.putIfAbsent(DEVICE_ID, "chat-" + UUID.randomUUID());
    DeviceFile device = new DeviceFile(file, lock, values);
    device.write();
    return device;
  }

  public String deviceId() {
    return values.getProperty(DEVICE_ID);
  }

  @Override
  public synchronized Saved load() {
    return new Saved(number(POSITION), number(LOCAL_SEQ), List.of());
  }

  @Override
  public synchronized void savePosition(long position) {
    values.setProperty(POSITION, Long.toString(position));
    write();
  }

  @Override
  public synchronized void saveOutgoing(Send message) {
    values.setProperty(LOCAL_SEQ, Long.toString(message.getLocalSeq()));
    write();
  }

  @Override
  public void forgetOutgoing(String clientMessageId) {}

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long number(String name) {
    return Long.parseLong(values.getProperty(name, "0"));
  }

  /** A crash leaves the old or the new file, never half of one. */
  private void write() {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(next)) {
        values.store(writer, null);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
