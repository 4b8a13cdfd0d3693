package dev.parley.gateway.drain;

/** Spreads the reconnects of a leaving gateway's devices, so that the others aren't run over. */
final class Goodbyes {
  private static final long MS_PER_DEVICE = 2;
  private static final long SPREAD_MAX_MS = 10_000;

  private Goodbyes() {}

  /** When the n-th of so many devices should connect again. */
  static long reconnectAfterMs(int index, int count) {
    long spread = Math.min(SPREAD_MAX_MS, count * MS_PER_DEVICE);
    return count == 0 ? 0 : index * spread / count;
  }
}
