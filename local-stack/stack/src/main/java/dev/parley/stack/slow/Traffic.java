package dev.parley.stack.slow;

import dev.parley.client.outbox.Draft;
import dev.parley.protocol.v1.Send;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.Latency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two streams at once, both at their times whatever the servers do: short messages between healthy
 * devices, which are measured, and long texts to the others.
 */
final class Traffic {
  /**
   * More than the sockets between a gateway and a deaf device hold: the kernel doubles the
   * gateway's buffer of 64 KiB.
   */
  static final int TEXTS_A_DEVICE = 16;

  private static final String TEXT = "x".repeat(16_000);
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Crowd crowd;
  private final Talk talk;
  private final List<String> healthy;
  private final List<String> writers;
  private final double rate;
  private final double textRate;

  Traffic(
      Crowd crowd,
      Talk talk,
      List<String> healthy,
      List<String> writers,
      double rate,
      double textRate) {
    this.crowd = crowd;
    this.talk = talk;
    this.healthy = healthy;
    this.writers = writers;
    this.rate = rate;
    this.textRate = textRate;
  }

  /**
   * Sends all texts to the targets, one target after the other, with healthy talk beside; {@code
   * look} is called each second.
   */
  Latency run(List<String> targets, Runnable look) {
    int texts = targets.size() * TEXTS_A_DEVICE;
    long start = System.nanoTime();
    long end = start + (long) (texts / textRate * TimeUnit.SECONDS.toNanos(1));
    int said = 0;
    int written = 0;
    long lookAt = start;
    for (long now = start; now < end || written < texts; now = System.nanoTime()) {
      while (due(start, said, rate) <= now) {
        say(said, due(start, said, rate));
        said++;
      }
      while (written < texts && due(start, written, textRate) <= now) {
        write(targets, written++);
      }
      if (now >= lookAt) {
        look.run();
        lookAt += TimeUnit.SECONDS.toNanos(1);
      }
      LockSupport.parkNanos(
          Math.min(due(start, said, rate), due(start, written, textRate)) - System.nanoTime());
    }
    awaitRest(look);
    return talk.takeLatency();
  }

  /** When a target's texts begin, counted from the start. */
  Duration beginsAfter(int target) {
    return Duration.ofNanos(due(0, target * TEXTS_A_DEVICE, textRate));
  }

  private void say(int number, long due) {
    int from = number % healthy.size();
    Send draft = Draft.text(healthy.get(from ^ 1), "hello " + number);
    talk.measured(draft.getClientMessageId(), due);
    var unused = crowd.of(healthy.get(from)).send(draft);
  }

  private void write(List<String> targets, int number) {
    String writer = writers.get(number % writers.size());
    var unused = crowd.of(writer).send(targets.get(number / TEXTS_A_DEVICE), TEXT);
  }

  private void awaitRest(Runnable look) {
    long deadline = System.nanoTime() + REST.toNanos();
    while (talk.underWay() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    look.run();
  }

  private static long due(long start, int number, double rate) {
    return start + (long) (number / rate * TimeUnit.SECONDS.toNanos(1));
  }
}
