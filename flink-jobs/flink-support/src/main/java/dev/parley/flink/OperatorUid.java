package dev.parley.flink;

/**
 * The name under which an operator's state is found again. Every job has one enum of them, each
 * constant used for one operator; {@code docs/names.lock} lists them all. A changed uid is lost
 * state.
 */
public interface OperatorUid {
  /** Unique in the job, and also the name that the dashboard shows. */
  String uid();
}
