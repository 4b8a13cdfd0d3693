package dev.parley.gateway.session;

/**
 * Keeps the order of sends when one is refused for a while: until it comes again, those after it
 * are refused as well.
 *
 * <p>Else a send that was on its way when the one before it was refused could be taken, and the
 * device's resend of the first would get the higher seq.
 */
final class RefusedSends {
  /** A device that gives a message up must not be silenced by it for ever. */
  static final long FORGOTTEN_AFTER_MS = 30_000;

  private static final long NONE = Long.MAX_VALUE;

  private long firstLocalSeq = NONE;
  private long refusedAt;

  /** A number below 1 is none: such a frame is refused for good. */
  void refused(long localSeq, long now) {
    if (localSeq >= 1) {
      firstLocalSeq = Math.min(firstLocalSeq, localSeq);
      refusedAt = now;
    }
  }

  /** True if a send may be taken without overtaking a refused one. */
  boolean inOrder(long localSeq, long now) {
    if (localSeq > firstLocalSeq && now - refusedAt < FORGOTTEN_AFTER_MS) {
      return false;
    }
    firstLocalSeq = NONE;
    return true;
  }
}
