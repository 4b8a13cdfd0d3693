package dev.parley.conversation.job;

import dev.parley.conversation.Event;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what happened, per subtask. After a crash what is replayed is counted again. */
final class ConversationMetrics implements Event.Visitor {
  private final Counter sequenced;
  private final Counter repeated;
  private final Counter refused;
  private final Counter cursorsMoved;
  private final Counter forgotten;
  private final Counter blocksChanged;
  private final Counter deadLetters;

  ConversationMetrics(MetricGroup group) {
    sequenced = group.counter("sequenced");
    repeated = group.counter("repeated");
    refused = group.counter("refused");
    cursorsMoved = group.counter("cursorsMoved");
    forgotten = group.counter("forgotten");
    blocksChanged = group.counter("blocksChanged");
    deadLetters = group.counter("deadLetters");
  }

  @Override
  public void sequenced(Event.Sequenced event) {
    sequenced.inc();
  }

  @Override
  public void repeated(Event.Repeated event) {
    repeated.inc();
  }

  @Override
  public void refused(Event.Refused event) {
    refused.inc();
  }

  @Override
  public void cursorsMoved(Event.CursorsMoved event) {
    cursorsMoved.inc();
  }

  @Override
  public void forgotten(Event.Forgotten event) {
    forgotten.inc();
  }

  @Override
  public void blockChanged(Event.BlockChanged event) {
    blocksChanged.inc();
  }

  void deadLetter() {
    deadLetters.inc();
  }
}
