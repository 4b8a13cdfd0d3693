package dev.parley.client.connection;

import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.ReceiptUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Receipts on their way. They are cumulative, so those of a short time go out as one. Nothing
 * answers a receipt frame, but the user's own cursor comes back in the feed; until then it is sent
 * again after each reconnect.
 */
final class Receipts {
  private record Cursors(long delivered, long read) {
    Cursors max(long otherDelivered, long otherRead) {
      return new Cursors(Math.max(delivered, otherDelivered), Math.max(read, otherRead));
    }

    boolean reachedBy(ReceiptUpdate update) {
      return update.getDelivered() >= delivered && update.getRead() >= read;
    }
  }

  private static final Cursors NOTHING = new Cursors(0, 0);

  private final long delayMs;
  private final Map<String, Cursors> wanted = new LinkedHashMap<>();
  private final Set<String> unsent = new LinkedHashSet<>();
  private long flushAt = Phase.NEVER;

  Receipts(long delayMs) {
    this.delayMs = delayMs;
  }

  /** Zero means: nothing to say about this cursor. */
  void want(String conversation, long delivered, long read, long now) {
    Cursors before = wanted.getOrDefault(conversation, NOTHING);
    Cursors after = before.max(delivered, read);
    if (after.equals(before)) {
      return;
    }
    wanted.put(conversation, after);
    unsent.add(conversation);
    if (flushAt == Phase.NEVER) {
      flushAt = now + delayMs;
    }
  }

  /** The user's own cursors came back in the feed. */
  void confirmed(ReceiptUpdate own) {
    String conversation = own.getConversationId();
    Cursors cursors = wanted.get(conversation);
    if (cursors != null && cursors.reachedBy(own)) {
      wanted.remove(conversation);
      unsent.remove(conversation);
    }
  }

  long deadline() {
    return flushAt;
  }

  /** What is to be said now. */
  List<ClientFrame> flush() {
    List<ClientFrame> frames = new ArrayList<>();
    for (String conversation : unsent) {
      Cursors cursors = wanted.getOrDefault(conversation, NOTHING);
      Receipt.Builder receipt = Receipt.newBuilder().setConversationId(conversation);
      if (cursors.delivered() > 0) {
        receipt.setDelivered(cursors.delivered());
      }
      if (cursors.read() > 0) {
        receipt.setRead(cursors.read());
      }
      frames.add(ClientFrame.newBuilder().setReceipt(receipt).build());
    }
    unsent.clear();
    flushAt = Phase.NEVER;
    return frames;
  }

  /** A new connection: what was said on the old one may have been lost with it. */
  List<ClientFrame> restart() {
    unsent.addAll(wanted.keySet());
    return flush();
  }
}
