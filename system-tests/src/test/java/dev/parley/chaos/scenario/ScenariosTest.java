package dev.parley.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.StackException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenariosTest {
  @Test
  void titlesAreUnique() {
    assertThat(Scenarios.all()).extracting(Scenario::title).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertThat(faults(7)).isEqualTo(faults(7)).isNotEqualTo(faults(8));
  }

  @Test
  void withoutATitleItIsAllButTheMix() {
    assertThat(Scenarios.named(List.of()))
        .hasSize(Scenarios.all().size() - 1)
        .noneMatch(scenario -> scenario.kind() == Scenario.Kind.MIX);
  }

  @Test
  void anUnknownTitleIsRefused() {
    assertThatThrownBy(() -> Scenarios.named(List.of("earthquake")))
        .isInstanceOf(StackException.class)
        .hasMessage("scenario: earthquake (expected: one of ./parley chaos list)");
  }

  private static List<String> faults(long seed) {
    Random random = new Random(seed);
    Scenario mix = Scenarios.named(List.of("mix")).get(0);
    return Stream.generate(() -> mix.faults(random).get(0).name()).limit(20).toList();
  }
}
