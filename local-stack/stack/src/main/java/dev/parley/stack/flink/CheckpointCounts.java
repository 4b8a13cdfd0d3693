package dev.parley.stack.flink;

/**
 * How many checkpoints a job has made since it was started. One that fails harms nothing by itself,
 * but a recovery then goes further back.
 */
public record CheckpointCounts(long completed, long failed) {
  static final CheckpointCounts NONE = new CheckpointCounts(0, 0);
}
