package dev.parley.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.report.Row;
import dev.parley.chaos.report.Table;
import dev.parley.chaos.scenario.Progress;
import dev.parley.chaos.scenario.Run;
import dev.parley.chaos.scenario.Scenarios;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.DataDir;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Parley;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short set of {@code ./parley chaos}: nothing is lost, doubled, reordered or leaked. */
@OnStack
class ChaosTest {
  private static final long SEED = 1;
  private static final Run.Load LOAD = new Run.Load(40, 50, Duration.ZERO);

  @TempDir private Path directory;

  private final Parley parley;

  ChaosTest(Parley parley) {
    this.parley = parley;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway-kill", "taskmanager-kill", "broker-kill", "ack-lost"})
  void everyGuaranteeHoldsWhileTheFaultIsThere(String title) throws InterruptedException {
    try (Target target = new Target(new DataDir(parley.data()));
        Progress progress = new Progress()) {
      Run run = new Run(Scenarios.named(List.of(title)).get(0), SEED, LOAD, target, progress);
      Run.Result result = run.play(directory.resolve("history.jsonl"));
      assertThat(result.passed()).as("%s", String.join("\n", Table.lines(Row.of(result)))).isTrue();
    }
  }
}
