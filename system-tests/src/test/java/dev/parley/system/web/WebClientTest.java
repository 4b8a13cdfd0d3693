package dev.parley.system.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.StackControl;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the browser tests of {@code clients/web} against the shared stack's gateways. */
@OnStack
class WebClientTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Path WEB = Parley.home().resolve("clients/web");

  private final Parley parley;

  WebClientTest(Parley parley) {
    this.parley = parley;
  }

  @Test
  void peopleTalkInBrowsers() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(WEB.resolve("packages/app/dist/index.html")),
        "web client: not built (expected: ./parley test, with Node.js 20 or newer)");
    assumeTrue(
        hasBrowser(), "chromium: not found (expected: on the path, or named by PARLEY_CHROMIUM)");
    Path target = Path.of("target").toAbsolutePath();
    Path log = target.resolve("browser-tests.log");
    try (StackControl control = new StackControl(parley.stack())) {
      ProcessBuilder tests =
          new ProcessBuilder("npm", "run", "browser")
              .directory(WEB.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      tests.environment().put("PARLEY_GATEWAYS", gateways());
      tests.environment().put("PARLEY_CONTROL", control.address().toString());
      tests.environment().put("PARLEY_PICTURES", target.resolve("pictures").toString());
      tests.environment().put("NO_COLOR", "1");
      Process process = tests.start();
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      assertThat(ended && process.exitValue() == 0)
          .as("browser tests (whole log: %s)%n%s", log, Files.readString(log))
          .isTrue();
    }
  }

  private String gateways() {
    return parley.gateways().stream().map(URI::toString).collect(Collectors.joining(","));
  }

  private static boolean hasBrowser() {
    String named = System.getenv().getOrDefault("PARLEY_CHROMIUM", "");
    return Files.isExecutable(Path.of(named))
        || Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(Path::of)
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome").map(folder::resolve))
            .anyMatch(Files::isExecutable);
  }
}
