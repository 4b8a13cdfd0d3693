package dev.parley.stack.device;

import dev.parley.client.store.FileStore;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The devices of the people at this machine's terminals, each in its file. */
public final class Devices {
  private static final int DEVICES_MAX = 100;

  private Devices() {}

  /** The first device of this user that no other terminal uses; a new one if all are in use. */
  public static FileStore claim(Path directory, String user) {
    try {
      for (int number = 1; number <= DEVICES_MAX; number++) {
        // No user id has an @, so one user's files are never another's.
        Optional<FileStore> device = FileStore.open(directory.resolve(user + "@" + number));
        if (device.isPresent()) {
          return device.get();
        }
      }
    } catch (IOException e) {
      throw new StackException("data: %s (expected: a writable directory)".formatted(directory), e);
    }
    throw new StackException(
        "as: %s (expected: fewer than %d terminals)".formatted(user, DEVICES_MAX));
  }
}
