package dev.parley.history.job;

import java.time.Duration;

/** Waiting, so that tests need not. */
interface Pause {
  void await(Duration time) throws InterruptedException;
}
