package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeoverTest {
  private static final Launch OLD = new Launch("old.jar", false, List.of("--kafka", "a:1"), 2);
  private static final Launch NEW = OLD.withJar(Path.of("new.jar"), true);
  private static final Path SAVEPOINTS = Path.of("/savepoints");

  private final Cluster cluster = new Cluster();
  private final List<String> said = new ArrayList<>();

  @Test
  void theNewRunStartsFromTheSavepointOfTheFormer() throws Exception {
    changeover().run(NEW, SAVEPOINTS, Optional.empty());

    assertThat(cluster.calls)
        .containsExactly(
            "prepare new.jar", "stop", "start new.jar from /savepoints/1", "running", "proof");
    assertThat(said)
        .containsExactly(
            "some-job: stopped with savepoint /savepoints/1",
            "some-job: all tasks run, pause 3.0 s",
            "some-job: first checkpoint complete");
  }

  @Test
  void aRestoreStartsFromTheSnapshotThatWasAskedFor() throws Exception {
    changeover().run(OLD, SAVEPOINTS, Optional.of(Path.of("/golden")));

    assertThat(cluster.calls).contains("stop", "start old.jar from /golden");
  }

  @Test
  void whatCannotWorkIsRefusedWhileTheFormerRuns() {
    cluster.failures.put("prepare new.jar", "no slots");

    assertThatThrownBy(() -> changeover().run(NEW, SAVEPOINTS, Optional.empty()))
        .isInstanceOf(StackException.class)
        .hasMessage("no slots");
    assertThat(cluster.calls).containsExactly("prepare new.jar");
  }

  @Test
  void withoutASavepointTheFormerRunGoesOn() {
    cluster.failures.put("stop", "no savepoint");

    assertThatThrownBy(() -> changeover().run(NEW, SAVEPOINTS, Optional.empty()))
        .hasMessage("no savepoint");
    assertThat(cluster.calls).containsExactly("prepare new.jar", "stop");
  }

  @Test
  void aRunThatFailsAtAnyStepIsDiscardedAndTheFormerStartsWhereItStopped() {
    for (String step : List.of("start new.jar from /savepoints/1", "running", "proof")) {
      cluster.calls.clear();
      cluster.failures.clear();
      cluster.failures.put(step, "broken");

      assertThatThrownBy(() -> changeover().run(NEW, SAVEPOINTS, Optional.empty()))
          .hasMessage("broken (the former run goes on from /savepoints/1)");
      assertThat(cluster.calls)
          .containsSubsequence(step, "discard", "start old.jar from /savepoints/1", "running");
    }
  }

  @Test
  void ifTheFormerDoesNotStartEitherBothReasonsAndTheSavepointAreNamed() {
    cluster.failures.put("proof", "broken");
    cluster.failures.put("start old.jar from /savepoints/1", "gone");

    assertThatThrownBy(() -> changeover().run(NEW, SAVEPOINTS, Optional.empty()))
        .hasMessage(
            "broken; and the former run does not start again: gone (savepoint: /savepoints/1)");
  }

  private Changeover changeover() {
    return new Changeover("some-job", cluster, said::add, cluster::nanoTime);
  }

  /** Notes what is asked of it; each step fails once if it is told to. A start takes 3 s. */
  private static final class Cluster implements Changeover.Runs {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, String> failures = new HashMap<>();
    private long nowNs;

    private void call(String name) {
      calls.add(name);
      String failure = failures.remove(name);
      if (failure != null) {
        throw new StackException(failure);
      }
    }

    long nanoTime() {
      return nowNs;
    }

    @Override
    public Launch current() {
      return OLD;
    }

    @Override
    public void prepare(Launch launch) {
      call("prepare " + launch.jar());
    }

    @Override
    public Path stop(Path savepoints) {
      call("stop");
      return savepoints.resolve("1");
    }

    @Override
    public void start(Launch launch, Path from) {
      nowNs += Duration.ofSeconds(3).toNanos();
      call("start " + launch.jar() + " from " + from);
    }

    @Override
    public void awaitRunning() {
      call("running");
    }

    @Override
    public void awaitProof() {
      call("proof");
    }

    @Override
    public void discard() {
      call("discard");
    }
  }
}
