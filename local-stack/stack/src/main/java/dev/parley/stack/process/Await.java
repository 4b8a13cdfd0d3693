package dev.parley.stack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that sends no notice. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(400);

  private Await() {}

  /** Asks again and again; false if the answer is still no after this time. */
  public static boolean until(Duration atMost, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return true;
  }
}
