package dev.parley.gateway.connection;

/** The thread that a connection lives on. */
public interface EventLoop {
  void execute(Runnable task);

  /** Runs the task later; the result cancels it. */
  Runnable schedule(Runnable task, long delayMs);

  boolean isCurrent();
}
