package dev.parley.stack.crowd;

import java.util.List;

/** Prometheus' text format, as far as it takes to add up a metric. */
final class MetricsText {
  private MetricsText() {}

  static double sum(String text, String metric, List<String> labels) {
    return text.lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> labels.stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
