package dev.parley.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.history.Operation.Accepted;
import dev.parley.chaos.history.Operation.Began;
import dev.parley.chaos.history.Operation.MessageSeen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  @TempDir private Path directory;

  @Test
  void operationsComeBackAsTheyWereRecorded() throws Exception {
    List<Operation> operations =
        List.of(
            new Began(1, "gateway-kill", 42, 1_790_000_000_000L),
            new Accepted(2, "ann", "phone", 1, "id-1"),
            new MessageSeen(3, "bob", "web", 2, 7, "d:ann:bob", 1, "ann", "id-1", -5, 6));
    Path file = directory.resolve("history.jsonl");
    try (HistoryWriter writer = new HistoryWriter(file)) {
      operations.forEach(writer::record);
    }
    assertThat(Files.readAllLines(file)).hasSize(3).allMatch(line -> line.startsWith("{\"op\":"));
    assertThat(HistoryFile.read(file)).isEqualTo(operations);
  }
}
