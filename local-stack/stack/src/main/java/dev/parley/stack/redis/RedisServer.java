package dev.parley.stack.redis;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.Probes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Redis, as a cache: it keeps nothing over a restart and evicts what is used least. */
public record RedisServer(Layout layout) implements Component {
  public static final String NAME = "redis";

  private static final String BINARY = "redis-server";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().redis());
  }

  @Override
  public Path data() {
    return layout.data().of(NAME);
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data());
    if (installed().isEmpty()) {
      File unpacked = ExecutableProvider.newJarResourceProvider(data().toFile()).get();
      Files.move(unpacked.toPath(), embedded(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public List<String> command() {
    return List.of(
        installed().orElse(embedded()).toString(),
        "--bind",
        Layout.HOST,
        "--port",
        Integer.toString(layout.ports().redis()),
        "--dir",
        data().toString(),
        "--save",
        "",
        "--maxmemory",
        "128mb",
        "--maxmemory-policy",
        "allkeys-lru");
  }

  @Override
  public boolean ready() {
    return Probes.answers(layout.ports().redis(), "PING\r\n", "+PONG");
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(5);
  }

  private Path embedded() {
    return data().resolve(BINARY);
  }

  private static Optional<Path> installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, BINARY))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
