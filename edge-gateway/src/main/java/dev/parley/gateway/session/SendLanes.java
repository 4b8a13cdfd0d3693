package dev.parley.gateway.session;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.InboundRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Sends that are not yet accepted, a lane per conversation.
 *
 * <p>Only the first of a lane is with the log. Were two there, the first could fail for good and
 * the second succeed, and the device's resend of the first would get the higher seq.
 */
final class SendLanes {
  private static final int RESUME_BELOW = ProtocolLimits.UNACCEPTED_SENDS_MAX / 2;

  private final Map<String, Queue<Pending>> lanes = new HashMap<>();
  private final Map<Long, Pending> atLog = new HashMap<>();
  private long nextTicket;
  private int size;

  private record Pending(InboundRecord record) {
    String conversation() {
      return record.getConversationId();
    }

    String clientMessageId() {
      return record.getSend().getClientMessageId();
    }
  }

  void add(InboundRecord send, Outbound out) {
    Pending pending = new Pending(send);
    Queue<Pending> lane = lanes.computeIfAbsent(pending.conversation(), c -> new ArrayDeque<>());
    lane.add(pending);
    size++;
    if (lane.size() == 1) {
      toLog(pending, out);
    }
  }

  /** The log has it: gives the id to answer, and sends the next of its lane. */
  Optional<String> logged(long ticket, Outbound out) {
    Pending done = atLog.remove(ticket);
    if (done == null) {
      return Optional.empty();
    }
    Queue<Pending> lane = lanes.get(done.conversation());
    if (lane != null) {
      lane.remove();
      Pending next = lane.peek();
      if (next == null) {
        lanes.remove(done.conversation());
      } else {
        toLog(next, out);
      }
    }
    size--;
    return Optional.of(done.clientMessageId());
  }

  /**
   * The log refused one: gives the ids that are certainly or possibly not in the log and takes no
   * more, so that the device resends them in order. Those of other lanes still at the log are not
   * among them; their outcome is open.
   */
  List<String> failed(long ticket) {
    Pending failed = atLog.remove(ticket);
    if (failed == null) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    ids.add(failed.clientMessageId());
    lanes
        .values()
        .forEach(lane -> lane.stream().skip(1).forEach(p -> ids.add(p.clientMessageId())));
    lanes.clear();
    atLog.clear();
    size = 0;
    return ids;
  }

  boolean full() {
    return size >= ProtocolLimits.UNACCEPTED_SENDS_MAX;
  }

  boolean hasRoomAgain() {
    return size < RESUME_BELOW;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private void toLog(Pending pending, Outbound out) {
    long ticket = nextTicket++;
    atLog.put(ticket, pending);
    out.add(new Effect.AppendSend(ticket, pending.record()));
  }
}
