package dev.parley.stack.presence;

import dev.parley.stack.crowd.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Devices that go and come back: shortly, again and again, or once for long. */
final class Comings implements AutoCloseable {
  /** Well below the debounce, and with the time a reconnect takes still so. */
  private static final Duration BLINK_MIN = Duration.ofSeconds(1);

  private static final Duration BLINK_MAX = Duration.ofSeconds(5);
  private static final Duration STAY_MAX = Duration.ofSeconds(8);

  /** Well beyond the debounce. */
  static final Duration AWAY = Duration.ofSeconds(20);

  private final Crowd crowd;
  private final int gateways;
  private final Random random;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final AtomicInteger flaps = new AtomicInteger();
  private volatile boolean flapping;

  Comings(Crowd crowd, int gateways, long seed) {
    this.crowd = crowd;
    this.gateways = gateways;
    this.random = new Random(seed);
  }

  void startFlapping(List<String> users) {
    flapping = true;
    users.forEach(user -> later(upTo(STAY_MAX), () -> blink(user)));
  }

  /** Those who are gone are back within seconds. */
  void stopFlapping() {
    flapping = false;
  }

  /** Each goes within this time, stays away for long enough to be missed, and comes back. */
  void move(List<String> users, Duration within) {
    users.forEach(user -> later(upTo(within), () -> go(user)));
  }

  int takeFlaps() {
    return flaps.getAndSet(0);
  }

  private void blink(String user) {
    if (!flapping) {
      return;
    }
    flaps.incrementAndGet();
    var unused = crowd.leave(user);
    later(BLINK_MIN.toMillis() + upTo(BLINK_MAX.minus(BLINK_MIN)), () -> isBack(user));
  }

  private void isBack(String user) {
    var unused = crowd.come(user, anyGateway());
    later(BLINK_MIN.toMillis() + upTo(STAY_MAX), () -> blink(user));
  }

  private void go(String user) {
    var unused = crowd.leave(user);
    later(AWAY.toMillis(), () -> comeBack(user));
  }

  private void comeBack(String user) {
    var unused = crowd.come(user, anyGateway());
  }

  private int anyGateway() {
    synchronized (random) {
      return random.nextInt(gateways);
    }
  }

  private long upTo(Duration most) {
    synchronized (random) {
      return (long) (random.nextDouble() * most.toMillis());
    }
  }

  private void later(long ms, Runnable task) {
    if (!timer.isShutdown()) {
      var unused = timer.schedule(task, ms, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
