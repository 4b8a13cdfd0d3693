package dev.parley.delivery;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.Behind;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a session that has everything up to {@code since} is told. */
final class CatchUps {
  static final long MAX_BEHIND = ProtocolLimits.RESUME_MAX_UPDATES;

  /** Of the updates of one record: far below Kafka's limit for a record, 1 MiB. */
  static final int MAX_BYTES = 256 * 1024;

  /** Tag and length of an update inside a CatchUp. */
  private static final int UPDATE_OVERHEAD_BYTES = 6;

  private CatchUps() {}

  /** Contiguous from {@code since} + 1 to the head, or the word that the tail begins later. */
  static List<FeedEvent> of(FeedView view, Session session, long since) {
    long head = view.position();
    long tailStart = Math.max(1, head - FeedMachine.TAIL_UPDATES + 1);
    if (since + 1 < tailStart) {
      return behind(session, tailStart, head);
    }
    Deque<Update> missed = new ArrayDeque<>();
    // Downwards: where an entry is missing (the tail was shorter in an older version), all above it
    // is there.
    for (long position = head; position > since; position--) {
      Optional<Update> update = view.tail(position);
      if (update.isEmpty()) {
        return behind(session, position + 1, head);
      }
      missed.addFirst(update.get());
    }
    return split(session, missed, head);
  }

  static List<FeedEvent> upToDate(Session session, long head) {
    return split(session, List.of(), head);
  }

  private static List<FeedEvent> behind(Session session, long tailStart, long head) {
    Behind behind = Behind.newBuilder().setTailStart(tailStart).setHead(head).build();
    return List.of(FeedEvent.Pushed.to(session, PushRecord.newBuilder().setBehind(behind)));
  }

  private static List<FeedEvent> split(Session session, Iterable<Update> updates, long head) {
    List<FeedEvent> events = new ArrayList<>();
    CatchUp.Builder part = CatchUp.newBuilder().setHead(head);
    int bytes = 0;
    for (Update update : updates) {
      int size = update.getSerializedSize() + UPDATE_OVERHEAD_BYTES;
      if (part.getUpdatesCount() > 0 && bytes + size > MAX_BYTES) {
        events.add(FeedEvent.Pushed.to(session, PushRecord.newBuilder().setCatchUp(part)));
        part = CatchUp.newBuilder().setHead(head);
        bytes = 0;
      }
      part.addUpdates(update);
      bytes += size;
    }
    events.add(
        FeedEvent.Pushed.to(session, PushRecord.newBuilder().setCatchUp(part.setComplete(true))));
    return events;
  }
}
