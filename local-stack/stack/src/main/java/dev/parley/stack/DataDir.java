package dev.parley.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The directory that holds all that a stack keeps: data, logs, and what runs at the moment. */
public record DataDir(Path root) {
  /** Says that the directory is a stack's, so that nothing else's files are ever deleted. */
  private static final String MARKER = "parley-data";

  /** The build's own files, which the script keeps in the default data directory. */
  private static final String BUILD = "build";

  /** Where {@code ./parley chaos} keeps its own stack and what it has recorded. */
  public static final String CHAOS = "chaos";

  private static final List<String> OURS =
      List.of("kafka", "zookeeper", "hbase", "redis", "flink", "logs", "conf", "chat", "token.key");

  public DataDir {
    root = root.toAbsolutePath().normalize();
  }

  /** The data of one component. */
  public Path of(String component) {
    return root.resolve(component);
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String component) {
    return logs().resolve(component + ".log");
  }

  /** What a detached supervisor says; not among the logs that --fresh deletes under it. */
  public Path supervisorLog() {
    return root.resolve("run").resolve("stack.log");
  }

  /** Configuration files, written anew at every start. */
  public Path conf(String component) {
    return root.resolve("conf").resolve(component);
  }

  public Path stateFile() {
    return root.resolve("run").resolve("stack.json");
  }

  /** Another id for every start of a stack, the same as long as that stack lives. */
  public String runId() {
    try {
      return Files.readString(runIdFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void newRunId() {
    try {
      Files.writeString(runIdFile(), UUID.randomUUID().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path runIdFile() {
    return root.resolve("run").resolve("id");
  }

  /** See {@link Holds}. */
  Path holds() {
    return root.resolve("run").resolve("held");
  }

  /** Held by the supervisor as long as it lives. */
  public Path lockFile() {
    return root.resolve("run").resolve("lock");
  }

  /** Held by whoever starts, stops or saves a job. */
  public Path jobsLock() {
    return root.resolve("run").resolve("jobs.lock");
  }

  public Path tokenKey() {
    return root.resolve("token.key");
  }

  /** Makes the directory, or accepts one that a stack has made before. */
  public void claim() {
    try {
      Files.createDirectories(root);
      if (!Files.exists(root.resolve(MARKER)) && !isEmpty()) {
        throw new StackException(
            "data: %s (expected: an empty directory or one of an earlier run)".formatted(root));
      }
      Files.writeString(root.resolve(MARKER), "Made by ./parley up; --fresh empties it.\n");
      Files.createDirectories(root.resolve("run"));
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new StackException("data: %s (expected: a writable directory)".formatted(root), e);
    }
  }

  /** Deletes what earlier runs left; only what a stack makes, and only in a claimed directory. */
  public void deleteFormerRun() {
    if (Files.exists(root.resolve(MARKER))) {
      OURS.forEach(name -> deleteTree(root.resolve(name)));
    }
  }

  /** Deletes a directory and all in it; does nothing if there is none. */
  public static void deleteTree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.allMatch(entry -> entry.endsWith(BUILD) || entry.endsWith(CHAOS));
    }
  }
}
