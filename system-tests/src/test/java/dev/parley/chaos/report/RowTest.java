package dev.parley.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.checker.Invariant;
import dev.parley.chaos.checker.Verdict;
import dev.parley.chaos.checker.Violation;
import dev.parley.chaos.scenario.Run;
import dev.parley.chaos.scenario.Scenarios;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final Optional<String> BROKEN_OFF = Optional.of("stack: not ready");

  @Test
  void aRunThatWasBrokenOffSaysNothingOfWhatItsEndWouldShow() {
    Row row = row(BROKEN_OFF, "L", "C");

    assertThat(row.verdict()).isEqualTo("ABORTED");
    assertThat(row.violations().keySet()).containsExactly("D", "V", "O", "G", "X", "E");
    assertThat(Table.lines(row).get(0)).contains(" - ").endsWith("ABORTED");
    assertThat(row.notes()).containsExactly("stack: not ready");
  }

  @Test
  void whatIsWrongBeforeTheEndIsToldOfAnyRun() {
    assertThat(row(BROKEN_OFF, "D").verdict()).isEqualTo("FAIL");
    assertThat(row(Optional.empty(), "L").verdict()).isEqualTo("FAIL");
    assertThat(row(Optional.empty()).verdict()).isEqualTo("PASS");
  }

  private static Row row(Optional<String> failure, String... broken) {
    Map<Invariant, List<Violation>> violations = new LinkedHashMap<>();
    for (Invariant invariant : Invariant.all()) {
      boolean isBroken = List.of(broken).contains(invariant.id());
      violations.put(invariant, isBroken ? List.of(invariant.violation("planted")) : List.of());
    }
    return Row.of(
        new Run.Result(
            Scenarios.named(List.of("poison")).get(0),
            1,
            Path.of("poison-1.jsonl"),
            failure,
            new Verdict(1, 1, List.of(), List.of(), violations)));
  }
}
