package dev.parley.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldsTest {
  @TempDir private Path directory;
  private Holds holds;

  @BeforeEach
  void setUp() {
    holds = new Holds(new DataDir(directory));
  }

  @Test
  void aHoldIsSeenByOtherProcessesUntilItIsReleased() {
    holds.hold("kafka");
    Holds seenByAnother = new Holds(new DataDir(directory));

    assertThat(seenByAnother.held("kafka")).isTrue();
    assertThat(seenByAnother.held("hbase")).isFalse();
    holds.release("kafka");
    assertThat(seenByAnother.held("kafka")).isFalse();
  }

  @Test
  void aNewStackStartsWithoutTheHoldsOfTheFormer() {
    holds.hold("kafka");

    holds.releaseAll();

    assertThat(holds.held("kafka")).isFalse();
    holds.release("kafka");
  }
}
