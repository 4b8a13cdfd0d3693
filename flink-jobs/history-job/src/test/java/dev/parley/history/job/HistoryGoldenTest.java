package dev.parley.history.job;

import dev.parley.flink.GoldenTest;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * This job's state is what its sources have read, and only a real Kafka can go on with that: the
 * system tests restore it. Here: nothing in it is left without an owner.
 */
class HistoryGoldenTest extends GoldenTest {
  @Override
  protected String job() {
    return HistoryJob.NAME;
  }

  @Override
  protected StreamGraph graph() {
    return HistoryJobTest.newGraph();
  }
}
