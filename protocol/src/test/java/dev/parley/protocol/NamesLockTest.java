package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/names.lock} lists every name that outlives a process: renaming one takes a migration,
 * so it takes a deliberate edit there. Each module compares its own.
 */
class NamesLockTest {
  private final List<String> locked;

  NamesLockTest() throws IOException {
    locked = Files.readAllLines(Path.of("../docs/names.lock"));
  }

  @Test
  void theLockIsSortedAndNamesNothingTwice() {
    assertThat(locked).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void topicsAreTheLockedOnes() {
    assertLocked("topic", Arrays.stream(Topics.values()).map(Topics::topicName).toList());
  }

  @Test
  void errorCodesAreTheLockedOnes() {
    assertLocked("error-code", Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList());
  }

  @Test
  void closeCodesAreTheLockedOnes() {
    assertLocked(
        "close-code",
        Arrays.stream(CloseCode.values()).map(code -> Integer.toString(code.code())).toList());
  }

  private void assertLocked(String kind, List<String> names) {
    assertThat(locked)
        .filteredOn(line -> line.startsWith(kind + " "))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> kind + " " + name).toList());
  }
}
