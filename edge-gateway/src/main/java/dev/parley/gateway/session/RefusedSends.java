package dev.parley.gateway.session;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Keeps the order of sends when some are refused for a while: until each of them has come again,
 * those after it are refused as well.
 *
 * <p>Else a send that was on its way when one before it was refused could be taken, and the
 * device's resend of the refused one would get the higher seq. All of them are remembered, not the
 * first alone: of several that were refused, one may still have been unread when the device began
 * to send the others again, so that it comes again last.
 */
final class RefusedSends {
  /** A device that gives a message up must not be silenced by it for ever. */
  static final long FORGOTTEN_AFTER_MS = 30_000;

  /** A device has few unaccepted sends; for one that has more, order is its own affair. */
  static final int REMEMBERED_MAX = 1_024;

  private final NavigableMap<Long, Long> refusedAt = new TreeMap<>();

  /** A number below 1 is none: such a frame is refused for good. */
  void refused(long localSeq, long now) {
    if (localSeq >= 1) {
      refusedAt.put(localSeq, now);
      if (refusedAt.size() > REMEMBERED_MAX) {
        refusedAt.pollLastEntry();
      }
    }
  }

  void taken(long localSeq) {
    refusedAt.remove(localSeq);
  }

  /** True if a send may be taken without overtaking a refused one. */
  boolean inOrder(long localSeq, long now) {
    Map.Entry<Long, Long> first = refusedAt.firstEntry();
    while (first != null && now - first.getValue() >= FORGOTTEN_AFTER_MS) {
      refusedAt.pollFirstEntry();
      first = refusedAt.firstEntry();
    }
    return first == null || localSeq <= first.getKey();
  }
}
