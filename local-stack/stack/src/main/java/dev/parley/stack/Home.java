package dev.parley.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkout whose built artifacts are run. */
public record Home(Path root) {
  private static final String PROPERTY = "parley.home";

  /** What the script says, else the checkout that holds the working directory. */
  public static Home find() {
    String property = System.getProperty(PROPERTY);
    if (property != null) {
      return new Home(Path.of(property).toAbsolutePath());
    }
    for (@Nullable Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve("local-stack/kafka-runtime/pom.xml"))) {
        return new Home(dir);
      }
    }
    throw new StackException("%s: not set (expected: the checkout of Parley)".formatted(PROPERTY));
  }

  public Path defaultData() {
    return root.resolve(".parley");
  }

  /** The class path of a server process, as the module NAME-runtime has resolved it. */
  public String classPath(String runtime) {
    Path file = root.resolve("local-stack/%s-runtime/target/classpath".formatted(runtime));
    try {
      return Files.readString(file).trim();
    } catch (IOException e) {
      throw notBuilt(file, e);
    }
  }

  /** The web client, if it was built: that takes Node.js, and everything else works without. */
  public Optional<Path> webApp() {
    Path directory = root.resolve("clients/web/packages/app/dist");
    return Files.exists(directory.resolve("index.html"))
        ? Optional.of(directory)
        : Optional.empty();
  }

  /** The classes of ours in the module NAME-runtime. */
  public Path classes(String runtime) {
    return root.resolve("local-stack/%s-runtime/target/classes".formatted(runtime));
  }

  /** The jar that a Flink cluster takes, built in that folder of the checkout. */
  public Path builtJar(String module, String job) {
    return jobJar(root.resolve(module).resolve("target"), job);
  }

  /** The job's jar in any folder. */
  public static Path jobJar(Path target, String job) {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "parley-%s-*-job.jar".formatted(job))) {
      return jars.iterator().next();
    } catch (IOException | RuntimeException e) {
      throw notBuilt(target, e);
    }
  }

  private static StackException notBuilt(Path what, Exception cause) {
    return new StackException(
        "build: %s is missing (expected: made by mvn package)".formatted(what), cause);
  }
}
