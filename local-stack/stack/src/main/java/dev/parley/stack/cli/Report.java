package dev.parley.stack.cli;

import java.util.List;
import java.util.Locale;

/** What a command found out, for people and, as a record, as JSON. */
public interface Report {
  List<String> lines();

  /** Whether all is as it should be. */
  boolean clean();

  /** A name and what it is, one below the other at this column. */
  static String line(int column, String name, String format, Object... values) {
    return ("%-" + column + "s").formatted(name) + String.format(Locale.ROOT, format, values);
  }
}
