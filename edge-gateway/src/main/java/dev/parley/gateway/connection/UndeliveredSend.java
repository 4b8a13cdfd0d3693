package dev.parley.gateway.connection;

import org.jspecify.annotations.Nullable;

/**
 * Watches one accepted send of a session until it comes back as an update: a sample of how long the
 * way through the jobs takes, also while nothing comes back at all.
 */
final class UndeliveredSend {
  /** A resend of what the device has seen already is accepted, and no update follows. */
  static final long GIVEN_UP_AFTER_MS = 60_000;

  private static final long NOT_YET = Long.MAX_VALUE;

  private @Nullable String watched;
  private volatile long acceptedAt = NOT_YET;

  void sent(String clientMessageId, long now) {
    if (watched == null || now - acceptedAt > GIVEN_UP_AFTER_MS) {
      watched = clientMessageId;
      acceptedAt = NOT_YET;
    }
  }

  void accepted(String clientMessageId, long now) {
    if (clientMessageId.equals(watched)) {
      acceptedAt = now;
    }
  }

  /** It came back as an update, possibly before the log's answer, or it was refused. */
  void settled(String clientMessageId) {
    if (clientMessageId.equals(watched)) {
      watched = null;
      acceptedAt = NOT_YET;
    }
  }

  /** For how long the watched one has been on its way; 0 if none is. From any thread. */
  long ageMs(long now) {
    return Math.max(0, now - acceptedAt);
  }
}
