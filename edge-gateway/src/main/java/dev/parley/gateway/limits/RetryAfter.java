package dev.parley.gateway.limits;

/** When somebody who was declined should come again: spread, so that they don't come together. */
public final class RetryAfter {
  private static final long SEND_MS = 1_000;
  private static final long CONNECT_MS = 2_000;
  private static final long CONNECT_SPREAD_MS = 8_000;

  private RetryAfter() {}

  /** Long enough for the load to be measured again. */
  public static long sendMs(int spread) {
    return SEND_MS + Math.floorMod(spread, SEND_MS);
  }

  /** As HTTP says it. Never less than it was. */
  public static String inSeconds(long ms) {
    return Long.toString((ms + 999) / 1_000);
  }

  public static long connectMs(int spread) {
    return CONNECT_MS + Math.floorMod(spread, CONNECT_SPREAD_MS);
  }
}
