package dev.parley.stack.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  private static final String TEXT =
      """
      # HELP closed_total how many
      # TYPE closed_total counter
      closed_total{code="4000"} 3.0
      closed_total{code="4001",why="x"} 2.0
      closed_total_other 99.0
      queued_bytes 1.5E3
      """;

  @Test
  void aMetricIsAddedUpOverItsLabels() {
    assertThat(MetricsText.sum(TEXT, "closed_total", List.of())).isEqualTo(5);
    assertThat(MetricsText.sum(TEXT, "closed_total", List.of("code=\"4001\""))).isEqualTo(2);
    assertThat(MetricsText.sum(TEXT, "queued_bytes", List.of())).isEqualTo(1_500);
    assertThat(MetricsText.sum(TEXT, "unknown", List.of())).isZero();
  }
}
