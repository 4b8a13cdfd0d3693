package dev.parley.stack.device;

import java.io.Console;

/** Whether a person sits there. */
public final class Tty {
  private Tty() {}

  /** True if both input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal is asked as well
  public static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderThanJdk22) {
      return true; // there a console is always a terminal
    }
  }
}
