package dev.parley.stack.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file with a stack's state. A reader sees an old or a new state, never half of one. */
public record StateFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Optional<StackState> read() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(path), StackState.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StackException("state: %s (expected: as ./parley up writes it)".formatted(path), e);
    }
  }

  public void write(StackState state) {
    try {
      Path temporary = path.resolveSibling(path.getFileName() + ".new");
      Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
