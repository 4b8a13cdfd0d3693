package dev.parley.stack.device;

import java.util.regex.Pattern;

/** Texts of others, on their way to a terminal. */
public final class Texts {
  /** Control characters could steer the terminal; direction marks could hide what is said. */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private Texts() {}

  public static String safe(String text) {
    return UNSAFE.matcher(text).replaceAll("·");
  }
}
