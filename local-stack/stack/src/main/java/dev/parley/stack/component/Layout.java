package dev.parley.stack.component;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;

/** Where a stack's components find their artifacts, files and ports. */
public record Layout(Home home, DataDir data, Ports ports) {
  /** Everything listens on loopback only. */
  public static final String HOST = "127.0.0.1";
}
