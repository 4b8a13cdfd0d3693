package dev.parley.stack.slow;

import dev.parley.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Devices that never read, each of which comes shortly before its texts: one that came long before
 * would be closed for not answering a ping, and not for being slow.
 */
final class DeafCrowd implements AutoCloseable {
  private static final Duration AHEAD = Duration.ofSeconds(3);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<DeafDevice> devices = new CopyOnWriteArrayList<>();
  private final Future<?> coming;

  /** Opens the connection of one user. */
  interface Door {
    DeafDevice open(String user, int number) throws InterruptedException, IOException;
  }

  private DeafCrowd(List<String> users, IntFunction<Duration> begins, Door door) {
    long start = System.nanoTime();
    coming =
        thread.submit(
            () -> {
              for (int i = 0; i < users.size(); i++) {
                long due = start + begins.apply(i).minus(AHEAD).toNanos();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                devices.add(door.open(users.get(i), i));
              }
              return users.size();
            });
  }

  /** They begin to come, from now on, at the times at which their texts begin. */
  static DeafCrowd coming(List<String> users, IntFunction<Duration> begins, Door door) {
    return new DeafCrowd(users, begins, door);
  }

  void requireAllCame() throws InterruptedException {
    try {
      coming.get();
    } catch (ExecutionException e) {
      throw new StackException("a device that never reads: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    for (DeafDevice device : devices) {
      device.close();
    }
  }
}
