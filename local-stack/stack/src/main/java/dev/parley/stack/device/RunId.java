package dev.parley.stack.device;

import java.time.Instant;

/** Tells the users of one run of a command from those of every other: names can be used again. */
public record RunId(String value) {
  private static final int RADIX = 36;

  public static RunId at(Instant time) {
    return new RunId("r" + Long.toString(time.toEpochMilli(), RADIX));
  }

  /** The user that plays this name in this run. */
  public String user(String name) {
    return name + "." + value;
  }

  /** The name that this user plays. */
  public String name(String user) {
    return user.substring(0, user.length() - value.length() - 1);
  }
}
