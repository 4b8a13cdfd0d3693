package dev.parley.conversation.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateLifetimeTest {
  private static final Duration MEMORY = Duration.ofDays(30);

  private final OperatorContext operator;

  StateLifetimeTest() throws Exception {
    operator = new OperatorContext(Backend.HEAP, MEMORY);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void onlyHeadFloorsAndCursorsOutliveTheMemory() throws Exception {
    for (int n = 1; n <= 100; n++) {
      operator.send("ann", n, "hi");
    }
    operator.receipt("bob", 100, 100);
    operator.advance(MEMORY.plusMillis(1));
    for (int n = 0; n < 20; n++) {
      operator.receipt("bob", 100, 100);
    }

    // Head, oldest remembered, and the maps of floors and cursors: the two maps of ids are empty.
    assertThat(operator.stateEntries()).isEqualTo(4);
    assertThat(operator.timers()).isZero();
  }

  @Test
  void whatNobodyCanReadLeavesNoState() throws Exception {
    operator.raw("d:ann:bob", new byte[] {-1});

    assertThat(operator.stateEntries()).isZero();
  }
}
