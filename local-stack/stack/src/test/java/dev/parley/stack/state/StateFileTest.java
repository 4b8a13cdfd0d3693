package dev.parley.stack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.StackException;
import dev.parley.stack.process.ProcessId;
import dev.parley.stack.state.StackState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final ProcessId SELF = ProcessId.current();
  private static final StackState STATE = StackState.starting(SELF, 2, 1000).with("kafka", SELF);

  @TempDir private Path directory;

  @Test
  void whatIsWrittenIsRead() {
    StateFile file = new StateFile(directory.resolve("stack.json"));

    file.write(STATE);

    assertThat(file.read()).contains(STATE);
  }

  @Test
  void noFileIsNoStack() {
    assertThat(new StateFile(directory.resolve("stack.json")).read()).isEmpty();
  }

  @Test
  void aFileOfSomethingElseIsNamed() throws IOException {
    Path path = Files.writeString(directory.resolve("stack.json"), "not json");

    assertThatThrownBy(() -> new StateFile(path).read())
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("state: " + path);
  }

  @Test
  void aProcessThatTookOverAPidIsNotTakenForTheComponent() {
    ProcessId former = new ProcessId(SELF.pid(), SELF.startTicks() + 1);

    assertThat(STATE.live("kafka")).contains(SELF);
    assertThat(STATE.with("kafka", former).live("kafka")).isEmpty();
  }

  @Test
  void everyProcessAfterTheFirstIsARestart() {
    assertThat(STATE.restarts("kafka")).isZero();
    assertThat(STATE.with("kafka", SELF).with("kafka", SELF).restarts("kafka")).isEqualTo(2);
    assertThat(STATE.restarts("nobody")).isZero();
  }

  @Test
  void aStackIsReadyOnlyAfterItsStartAndWhileSomethingRuns() {
    assertThat(STATE.isReady()).isFalse();
    assertThat(STATE.in(Phase.READY).isReady()).isTrue();
    assertThat(STATE.in(Phase.READY).with("kafka", new ProcessId(SELF.pid(), 0)).isReady())
        .isFalse();
  }
}
