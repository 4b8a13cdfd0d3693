package dev.parley.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdTest {
  private static final String AFTER_STATE =
      " 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4242 2420736 400";

  @Test
  void theStartTimeIsReadBehindANameWithBlanksAndParentheses() {
    assertThat(ProcessId.parse(7, "7 (tmux: (a) b) S" + AFTER_STATE))
        .contains(new ProcessId(7, 4242));
  }

  @Test
  void aZombieIsNoProcess() {
    assertThat(ProcessId.parse(7, "7 (java) Z" + AFTER_STATE)).isEmpty();
  }

  @Test
  void theSamePidWithAnotherStartTimeIsAnotherProcess() {
    ProcessId self = ProcessId.current();

    assertThat(self.alive()).isTrue();
    assertThat(new ProcessId(self.pid(), self.startTicks() + 1).alive()).isFalse();
  }

  @Test
  void aKilledProcessIsSeenDead() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    ProcessId id = ProcessId.of(process.pid()).orElseThrow();

    id.kill();

    assertThat(id.awaitEnd(Duration.ofMinutes(1))).isTrue();
    assertThat(id.alive()).isFalse();
  }

  @Test
  void waitingForAProcessThatGoesOnEnds() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    ProcessId id = ProcessId.of(process.pid()).orElseThrow();
    try {
      assertThat(id.awaitEnd(Duration.ofMillis(50))).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }
}
