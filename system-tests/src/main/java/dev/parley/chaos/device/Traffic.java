package dev.parley.chaos.device;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Devices that say things at a steady rate, whatever happens: what can't be sent waits in the
 * device, as with people who go on typing. Who says what to whom is the seed's choice.
 */
public final class Traffic {
  private static final int TEXT_MAX = 200;

  private final List<VirtualDevice> devices;
  private final Map<String, List<String>> friends;
  private final Random random;
  private final long intervalNs;
  private final Thread thread = new Thread(this::run, "traffic");
  private volatile boolean ended;

  private Traffic(
      List<VirtualDevice> devices, Map<String, List<String>> friends, double rate, long seed) {
    this.devices = devices;
    this.friends = friends;
    this.random = new Random(seed);
    this.intervalNs = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
  }

  /** Starts to talk. */
  public static Traffic begin(Fleet fleet, People people, double rate, long seed) {
    Traffic traffic = new Traffic(fleet.devices(), people.friends(), rate, seed);
    traffic.thread.setDaemon(true);
    traffic.thread.start();
    return traffic;
  }

  private void run() {
    long due = System.nanoTime();
    while (!ended) {
      saySomething();
      due += intervalNs;
      for (long left = due - System.nanoTime();
          left > 0 && !ended;
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private void saySomething() {
    VirtualDevice device = devices.get(random.nextInt(devices.size()));
    List<String> peers = friends.getOrDefault(device.key().user(), List.of());
    UUID id = new UUID(random.nextLong(), random.nextLong());
    // The id makes each text one of a kind, so that a leaked one is known.
    String text = id + " " + "x".repeat(random.nextInt(TEXT_MAX));
    device.say(peers.get(random.nextInt(peers.size())), id, text);
  }

  /** Ends the talking; returns when the last thing is said. */
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
