package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlinkConfigTest {
  private final Layout layout =
      new Layout(new Home(Path.of("/home")), new DataDir(Path.of("/data")), new Ports(1000));

  @Test
  void snapshotsStayUnderTheDataDirectoryAndOutliveACancelledJob() {
    assertThat(FlinkConfig.settings(layout, "run-1"))
        .containsEntry("execution.checkpointing.dir", "file:///data/flink/checkpoints")
        .containsEntry("execution.checkpointing.savepoint-dir", "file:///data/flink/savepoints")
        .containsEntry(
            "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  }

  @Test
  void everyStartOfAStackIsAClusterOfItsOwn() {
    assertThat(FlinkConfig.settings(layout, "run-1"))
        .containsEntry("high-availability.type", "zookeeper")
        .containsEntry("high-availability.zookeeper.quorum", "127.0.0.1:3181")
        .containsEntry("high-availability.cluster-id", "run-1");
  }

  @Test
  void everythingListensOnLoopbackAtTheOffset() {
    assertThat(FlinkConfig.settings(layout, "run-1"))
        .containsEntry("rest.bind-address", "127.0.0.1")
        .containsEntry("rest.port", "9081")
        .containsEntry("high-availability.jobmanager.port", "7123")
        .containsEntry("taskmanager.bind-host", "127.0.0.1");
  }
}
