package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchTest {
  private static final Path CHECKOUT = Path.of("/checkout/new.jar");
  private static final List<String> ARGUMENTS = List.of("--kafka", "a:1");
  private static final Launch FIRST = Launch.next(Optional.empty(), CHECKOUT, ARGUMENTS);

  @Test
  void aFirstStartTakesTheCheckoutsJarAndTheClustersParallelism() {
    assertThat(FIRST).isEqualTo(new Launch("/checkout/new.jar", false, ARGUMENTS, null));
    assertThat(FIRST.allArguments()).isEqualTo(ARGUMENTS);
  }

  @Test
  void theCopyOfAnEarlierBuildGivesWayToTheCheckout() {
    Launch former = FIRST.withJar(Path.of("/data/jars/copy.jar"), false);

    assertThat(Launch.next(Optional.of(former), CHECKOUT, ARGUMENTS).jar())
        .isEqualTo("/checkout/new.jar");
  }

  @Test
  void aChosenJarAndParallelismOutliveTheStack() {
    Launch former = FIRST.withJar(Path.of("/data/jars/copy.jar"), true).withParallelism(4);

    Launch next = Launch.next(Optional.of(former), CHECKOUT, List.of("--kafka", "b:2"));

    assertThat(next)
        .isEqualTo(new Launch("/data/jars/copy.jar", true, List.of("--kafka", "b:2"), 4));
    assertThat(next.allArguments()).containsExactly("--kafka", "b:2", "--parallelism", "4");
  }
}
