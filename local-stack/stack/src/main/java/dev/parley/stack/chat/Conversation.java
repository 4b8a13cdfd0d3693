package dev.parley.stack.chat;

import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one terminal has shown of a conversation, and how far its own messages got. */
final class Conversation {
  private static final int OWN_KEPT = 50;

  /** An own message of this terminal. */
  private static final class Own {
    private final String text;
    private long seq;
    private boolean accepted;
    private boolean refused;
    private Tick reported = Tick.PENDING;

    Own(String text) {
      this.text = text;
    }
  }

  /** An own message and its tick. */
  record Ticked(String text, Tick tick) {}

  private final String self;
  private final Map<String, Own> own = new LinkedHashMap<>();
  private long oldestShown = Long.MAX_VALUE;
  private long newestShown;
  private long peerDelivered;
  private long peerRead;

  Conversation(String self) {
    this.self = self;
  }

  /** A message was typed; it counts as shown. */
  void typed(String clientMessageId, String text) {
    own.put(clientMessageId, new Own(text));
    if (own.size() > OWN_KEPT) {
      own.remove(own.keySet().iterator().next());
    }
  }

  void accepted(String clientMessageId) {
    Own message = own.get(clientMessageId);
    if (message != null) {
      message.accepted = true;
    }
  }

  void refused(String clientMessageId) {
    Own message = own.get(clientMessageId);
    if (message != null) {
      message.refused = true;
    }
  }

  /** True if the message is new to the screen. Called in the order of seq, apart from repeats. */
  boolean shows(Message message) {
    Own typedHere = own.get(message.getClientMessageId());
    if (typedHere != null) {
      typedHere.seq = message.getSeq();
    }
    boolean isNew = message.getSeq() > newestShown;
    newestShown = Math.max(newestShown, message.getSeq());
    oldestShown = Math.min(oldestShown, message.getSeq());
    return isNew && typedHere == null;
  }

  /** An older page was shown; it goes on before this seq. */
  void showedFrom(long seq) {
    oldestShown = Math.min(oldestShown, seq);
  }

  long oldestShown() {
    return oldestShown;
  }

  /** A member's cursors; only the other side's make ticks. */
  void cursors(ReceiptUpdate receipt) {
    if (!receipt.getUserId().equals(self)) {
      peerCursors(receipt.getDelivered(), receipt.getRead());
    }
  }

  void peerCursors(long delivered, long read) {
    peerDelivered = Math.max(peerDelivered, delivered);
    peerRead = Math.max(peerRead, read);
  }

  /** The tick of a message that has a seq. */
  Tick tickOf(long seq) {
    if (seq <= peerRead) {
      return Tick.READ;
    }
    return seq <= peerDelivered ? Tick.DELIVERED : Tick.SENT;
  }

  /** The own messages whose tick is another than at the last call. */
  List<Ticked> changedTicks() {
    List<Ticked> changed = new ArrayList<>();
    for (Own message : own.values()) {
      Tick tick = tickOf(message);
      if (tick != message.reported) {
        message.reported = tick;
        changed.add(new Ticked(message.text, tick));
      }
    }
    return changed;
  }

  /** The last own messages of this terminal, the newest last. */
  List<Ticked> recent(int count) {
    List<Ticked> all = own.values().stream().map(m -> new Ticked(m.text, tickOf(m))).toList();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  private Tick tickOf(Own message) {
    if (message.refused) {
      return Tick.REFUSED;
    }
    if (message.seq > 0) {
      return tickOf(message.seq);
    }
    return message.accepted ? Tick.SENT : Tick.PENDING;
  }
}
