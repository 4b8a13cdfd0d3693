package dev.parley.stack.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The logging configuration of a server process: what matters, to its standard output. */
public final class LogConfig {
  private static final String FILE = "log4j2.properties";

  private LogConfig() {}

  /** Writes the configuration that the stack holds for this kind of server. */
  public static void write(String kind, Path directory) throws IOException {
    String resource = "/log4j2/" + kind + ".properties";
    try (InputStream in = Objects.requireNonNull(LogConfig.class.getResourceAsStream(resource))) {
      Files.createDirectories(directory);
      Files.write(directory.resolve(FILE), in.readAllBytes());
    }
  }

  /** The flag that makes a process use what was written to this directory. */
  public static String flag(Path directory) {
    return "-Dlog4j2.configurationFile=" + directory.resolve(FILE).toUri();
  }
}
