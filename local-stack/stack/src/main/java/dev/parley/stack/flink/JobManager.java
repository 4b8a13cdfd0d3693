package dev.parley.stack.flink;

import dev.parley.stack.DataDir;
import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.Probes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Flink's JobManager, with the REST interface and the dashboard. */
public record JobManager(Layout layout) implements Component {
  public static final String NAME = "jobmanager";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(
        layout.ports().flinkRest(), layout.ports().flinkRpc(), layout.ports().jobManagerMetrics());
  }

  @Override
  public Path data() {
    return layout.data().of(FlinkConfig.NAME);
  }

  @Override
  public void prepare() throws IOException {
    FlinkConfig.write(layout, NAME);
    // Each start uploads the jars of the present build.
    DataDir.deleteTree(FlinkConfig.uploads(layout));
    deleteFormerClusters();
  }

  private void deleteFormerClusters() throws IOException {
    Path all = FlinkConfig.highAvailabilityData(layout);
    Files.createDirectories(all);
    try (Stream<Path> clusters = Files.list(all)) {
      clusters
          .filter(cluster -> !cluster.endsWith(layout.data().runId()))
          .forEach(DataDir::deleteTree);
    }
  }

  @Override
  public List<String> command() {
    return FlinkConfig.command(
        layout,
        NAME,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        layout.ports().jobManagerMetrics(),
        List.of("-Xms96m", "-Xmx320m", "-XX:MaxMetaspaceSize=256m"));
  }

  @Override
  public boolean ready() {
    return Probes.answersOk(address(layout).resolve("/jobs/overview"));
  }

  static URI address(Layout layout) {
    return URI.create("http://%s:%d".formatted(Layout.HOST, layout.ports().flinkRest()));
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(15);
  }
}
