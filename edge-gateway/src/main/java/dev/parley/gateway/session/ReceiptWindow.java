package dev.parley.gateway.session;

import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Receipts of a short while, of which only each conversation's highest go to the log: cursors only
 * move forward, so the lower ones would say nothing.
 */
final class ReceiptWindow {
  static final long WINDOW_MS = 30;
  static final long LOADED_WINDOW_MS = 3_000;
  static final long RETRY_MS = 1_000;

  /** Beyond this many conversations at once (the log must be away), receipts of others are shed. */
  static final int CONVERSATIONS_MAX = 1_024;

  private final Map<String, Cursors> waiting = new LinkedHashMap<>();
  private long flushAt = Long.MAX_VALUE;

  private record Cursors(long delivered, long read) {
    Cursors max(Cursors other) {
      return new Cursors(Math.max(delivered, other.delivered), Math.max(read, other.read));
    }
  }

  void add(Receipt receipt, long now, long windowMs) {
    add(
        receipt.getConversationId(),
        new Cursors(Math.max(receipt.getDelivered(), receipt.getRead()), receipt.getRead()),
        now + windowMs);
  }

  /** The log didn't take it: it waits for the next window, merged with what is newer. */
  void again(InboundRecord failed, long now) {
    add(
        failed.getConversationId(),
        new Cursors(failed.getReceipt().getDelivered(), failed.getReceipt().getRead()),
        now + RETRY_MS);
  }

  void flush(Member member, Outbound out) {
    waiting.forEach(
        (conversation, cursors) ->
            out.add(
                new Effect.AppendReceipt(
                    member.receipt(conversation, cursors.delivered(), cursors.read()))));
    waiting.clear();
    flushAt = Long.MAX_VALUE;
  }

  long deadline() {
    return flushAt;
  }

  private void add(String conversation, Cursors cursors, long at) {
    if (waiting.size() < CONVERSATIONS_MAX || waiting.containsKey(conversation)) {
      waiting.merge(conversation, cursors, Cursors::max);
      flushAt = Math.min(flushAt, at);
    }
  }
}
