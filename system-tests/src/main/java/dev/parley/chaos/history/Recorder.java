package dev.parley.chaos.history;

/** Takes operations down, from any thread. */
@FunctionalInterface
public interface Recorder {
  void record(Operation operation);
}
