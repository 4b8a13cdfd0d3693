package dev.parley.gateway.limits;

import java.util.Locale;

/**
 * What a gateway may decline when it has too much to do, in the order in which it does: the first
 * goes first. What was accepted, answers and pings are not on the list, because they are never
 * declined.
 */
public enum Work {
  TYPING,
  PRESENCE,
  /** Merged over a longer time instead of dropped: only the newest of a conversation counts. */
  DELIVERED_RECEIPTS,
  READ_RECEIPTS,
  HISTORY,
  /** Of a device that has nothing yet. */
  NEW_SESSIONS,
  /** Of a device that was here before, and with it every other connection. */
  RESUMES,
  /** Before they are accepted, never after. */
  SENDS;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
