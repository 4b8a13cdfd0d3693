package dev.parley.protocol.id;

import java.util.regex.Pattern;

/** The rule that user ids and device ids share. */
final class Ids {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SHOWN_CHARS = 80;

  private Ids() {}

  static String check(String name, String value) {
    if (!RULE.matcher(value).matches()) {
      throw invalid(name, value, "1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return value;
  }

  /** "name: value (expected: rule)", with the value cut so that a hostile one can't fill a log. */
  static IllegalArgumentException invalid(String name, String value, String rule) {
    String shown = value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "...";
    return new IllegalArgumentException(
        name + ": " + shown.replaceAll("\\p{Cntrl}", "?") + " (expected: " + rule + ")");
  }
}
