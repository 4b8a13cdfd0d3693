package dev.parley.client.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.v1.Send;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void setFile() {
    file = directory.resolve("deep").resolve("ann@1");
  }

  @Test
  void aNewFileIsANewDevice() throws IOException {
    try (FileStore store = open()) {
      assertThat(store.load()).isEqualTo(new MemoryStore().load());
      assertThat(store.deviceId()).isNotEmpty();
    }
  }

  @Test
  void theNextRunGoesOnWhereTheLastOneEnded() throws IOException {
    String deviceId;
    try (FileStore store = open()) {
      deviceId = store.deviceId();
      store.savePosition(41);
      store.saveOutgoing(message("a", 1));
      store.saveOutgoing(message("b", 2));
      store.saveOutgoing(message("c", 3));
      store.forgetOutgoing("b");
      store.savePosition(42);
    }

    try (FileStore store = open()) {
      assertThat(store.deviceId()).isEqualTo(deviceId);
      assertThat(store.load().position()).isEqualTo(42);
      assertThat(store.load().lastLocalSeq()).isEqualTo(3);
      assertThat(store.load().outgoing()).containsExactly(message("a", 1), message("c", 3));
    }
  }

  @Test
  void aLocalSeqIsNeverUsedAgainEvenWhenItsMessageIsForgotten() throws IOException {
    try (FileStore store = open()) {
      store.saveOutgoing(message("a", 7));
      store.forgetOutgoing("a");
    }
    open().close(); // rewritten without the message

    try (FileStore store = open()) {
      assertThat(store.load().lastLocalSeq()).isEqualTo(7);
    }
  }

  @Test
  void aFileThatIsInUseIsNotOpenedAgain() throws IOException {
    try (FileStore store = open()) {
      assertThat(FileStore.open(file)).isEmpty();
      store.savePosition(1);
    }
    assertThat(open().load().position()).isEqualTo(1);
  }

  @Test
  void whereverACrashCutsTheFileTheEntriesBeforeItAreThere() throws IOException {
    byte[] before;
    byte[] after;
    try (FileStore store = open()) {
      store.saveOutgoing(message("a", 1));
      before = Files.readAllBytes(file);
      store.saveOutgoing(message("b", 2));
      after = Files.readAllBytes(file);
    }
    for (int length = before.length; length < after.length; length++) {
      Files.write(file, Arrays.copyOf(after, length));
      try (FileStore store = open()) {
        assertThat(store.load().outgoing()).containsExactly(message("a", 1));
        store.saveOutgoing(message("c", 3));
      }
      try (FileStore store = open()) {
        assertThat(store.load().outgoing()).containsExactly(message("a", 1), message("c", 3));
      }
    }
  }

  @Test
  void anEntryThatWasAlteredEndsTheReading() throws IOException {
    int length;
    try (FileStore store = open()) {
      store.saveOutgoing(message("a", 1));
      length = (int) Files.size(file);
      store.saveOutgoing(message("b", 2));
    }
    byte[] altered = Files.readAllBytes(file);
    altered[length + 8] ^= 1;
    Files.write(file, altered);

    try (FileStore store = open()) {
      assertThat(store.load().outgoing()).containsExactly(message("a", 1));
    }
  }

  @Test
  void theFileFollowsItsContentNotItsHistory() throws IOException {
    try (FileStore store = open()) {
      for (int i = 1; i <= 100_000; i++) {
        store.savePosition(i);
      }
      assertThat(Files.size(file)).isLessThan(600_000);
    }
    try (FileStore store = open()) {
      assertThat(store.load().position()).isEqualTo(100_000);
      assertThat(Files.size(file)).isLessThan(1_000);
    }
  }

  private FileStore open() throws IOException {
    return FileStore.open(file).orElseThrow();
  }

  private static Send message(String id, long localSeq) {
    return Send.newBuilder()
        .setTo("bob")
        .setClientMessageId(id)
        .setLocalSeq(localSeq)
        .setText("hello")
        .build();
  }
}
