package dev.parley.flink;

/**
 * Where a source starts without a snapshot, and what it does when the log no longer has the offset
 * it needs. With a snapshot every source goes on from the snapshot's offsets; offsets committed to
 * Kafka are for monitoring and never a place to start from, because the state that belongs to them
 * would be missing.
 */
public enum Reading {
  /**
   * The job counts along this topic. Without a snapshot it must see the topic from its very first
   * record, or it would give the same numbers to other messages; a hole stops the job.
   */
  COUNTED,
  /** Starts at the earliest record there is. From then on a hole stops the job. */
  COMPLETE,
  /** Starts at the earliest record there is; goes on behind a hole, as what it held is outdated. */
  CURRENT
}
