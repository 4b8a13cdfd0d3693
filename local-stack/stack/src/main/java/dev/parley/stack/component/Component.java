package dev.parley.stack.component;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One process of the stack. */
public interface Component {
  String name();

  /** The fixed ports it listens on, the one that clients use first. */
  List<Integer> ports();

  /** Where it keeps its data. */
  Path data();

  /** Writes its configuration; called before each start. */
  void prepare() throws IOException;

  List<String> command();

  /** Asks the running process whether it does its work. */
  boolean ready();

  /** How long it may take to end after SIGTERM. */
  Duration stopLimit();
}
