package dev.parley.history.store;

import java.time.Duration;

/** How long to wait for HBase: for one answer of one server, and for a call with its retries. */
public record Patience(Duration answer, Duration call) {
  /** A device waits for it. */
  public static final Patience READER = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(3));

  /** Nobody waits, and a region that moves is worth waiting for. */
  public static final Patience WRITER = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** Creating a table takes as long as opening its regions. */
  public static final Patience TOOL = new Patience(Duration.ofSeconds(30), Duration.ofMinutes(2));
}
