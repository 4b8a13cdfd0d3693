package dev.parley.gateway.limits;

import java.util.Locale;

/** How much of one thing is used up: 1 = as much as the gateway can bear. */
public record Pressure(Cause cause, double share) {
  public static final Pressure NONE = new Pressure(Cause.NONE, 0);

  /** What is scarce. */
  public enum Cause {
    NONE,
    /** The event loops are late. */
    LOOPS,
    /** The log answers late, or too much waits for its answer. */
    LOG,
    /** Frames wait for devices that don't read. */
    QUEUES,
    /** It isn't certain that this process still has its slot. */
    SLOT;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Pressure of(Cause cause, long used, long bearable) {
    return new Pressure(cause, (double) used / bearable);
  }

  public Pressure max(Pressure other) {
    return other.share > share ? other : this;
  }
}
