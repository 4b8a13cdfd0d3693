package dev.parley.gateway.limits;

/**
 * How fast a connection or a user may send frames: a token bucket.
 *
 * <p>An empty bucket refuses everything for a whole pause, not only until the next token: else a
 * refused send could be overtaken by a later one of the same device.
 */
public final class FrameRate {
  static final long PAUSE_MS = 1_000;

  private final double tokensPerMs;
  private final int burst;
  private double tokens;
  private long filledAt;
  private long pausedUntil;
  private int refused;

  public FrameRate(int perSecond, int burst, long now) {
    this.tokensPerMs = perSecond / 1_000.0;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
    this.pausedUntil = now;
  }

  /** Takes a token; gives 0, or for how many ms nothing is taken. */
  public long take(long now) {
    return take(1, now);
  }

  /** Takes so many, for what makes as much work as that many frames; all, if these are fewer. */
  public long take(int frames, long now) {
    int count = Math.min(frames, burst);
    fill(now);
    if (now >= pausedUntil && tokens < count) {
      pausedUntil = now + PAUSE_MS;
    }
    if (now < pausedUntil) {
      refused++;
      return pausedUntil - now;
    }
    tokens -= count;
    refused = 0;
    return 0;
  }

  /** True if the other side goes on as if nothing had been refused. */
  public boolean isFlood() {
    return refused > burst;
  }

  /** True if it is as if nothing had been taken for long. */
  boolean isFull(long now) {
    fill(now);
    return tokens >= burst;
  }

  private void fill(long now) {
    tokens = Math.min(burst, tokens + (now - filledAt) * tokensPerMs);
    filledAt = now;
  }
}
