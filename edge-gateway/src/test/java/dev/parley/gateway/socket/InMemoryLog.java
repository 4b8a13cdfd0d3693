package dev.parley.gateway.socket;

import dev.parley.gateway.ingress.MessageLog;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that answers at once, or only when it is told to. */
final class InMemoryLog implements MessageLog {
  final List<InboundRecord> inbound = new CopyOnWriteArrayList<>();
  final List<SessionRecord> sessions = new CopyOnWriteArrayList<>();
  private final Queue<Outcome> held = new ConcurrentLinkedQueue<>();
  private volatile boolean holding;

  @Override
  public void append(InboundRecord record, Outcome outcome) {
    inbound.add(record);
    if (holding) {
      held.add(outcome);
    } else {
      outcome.done(true);
    }
  }

  @Override
  public void append(SessionRecord record, Outcome outcome) {
    sessions.add(record);
    outcome.done(true);
  }

  void hold() {
    holding = true;
  }

  void release() {
    holding = false;
    List<Outcome> waiting = new ArrayList<>();
    while (held.peek() != null) {
      waiting.add(held.remove());
    }
    waiting.forEach(outcome -> outcome.done(true));
  }
}
