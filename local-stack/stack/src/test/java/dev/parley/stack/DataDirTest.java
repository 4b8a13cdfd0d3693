package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
  @TempDir private Path root;

  @Test
  void aDirectoryWithFilesOfOthersIsRefused() throws IOException {
    Files.createDirectory(root.resolve("kafka"));

    assertThatThrownBy(() -> new DataDir(root).claim())
        .isInstanceOf(StackException.class)
        .hasMessage("data: %s (expected: an empty directory or one of an earlier run)", root);
  }

  @Test
  void whatWasBuiltAndWhatChaosLeftIsNotOfOthers() throws IOException {
    Files.createDirectory(root.resolve("build"));
    Files.createDirectory(root.resolve(DataDir.CHAOS));

    new DataDir(root).claim();

    assertThat(new DataDir(root).logs()).exists();
  }

  @Test
  void aDirectoryOfAnEarlierRunIsTakenAgain() throws IOException {
    DataDir data = new DataDir(root);
    data.claim();
    Files.createDirectory(data.of("kafka"));

    data.claim();

    assertThat(data.of("kafka")).exists();
  }

  @Test
  void deletingTheFormerRunLeavesWhatTheStackDidNotMake() throws IOException {
    DataDir data = new DataDir(root);
    data.claim();
    Files.createDirectories(data.of("kafka").resolve("inbound-0"));
    Files.writeString(root.resolve("notes.txt"), "mine");

    data.deleteFormerRun();

    assertThat(data.of("kafka")).doesNotExist();
    assertThat(root.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void nothingIsDeletedInADirectoryThatWasNeverClaimed() throws IOException {
    Files.createDirectory(root.resolve("logs"));

    new DataDir(root).deleteFormerRun();

    assertThat(root.resolve("logs")).exists();
  }
}
