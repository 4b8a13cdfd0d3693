package dev.parley.stack.device;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

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

  /** So many users, whose names begin like this and are numbered from 0. */
  public List<String> users(String name, int count) {
    return IntStream.range(0, count).mapToObj(n -> user(name + n)).toList();
  }

  /** The name that this user plays. */
  public String name(String user) {
    return user.substring(0, user.length() - value.length() - 1);
  }
}
