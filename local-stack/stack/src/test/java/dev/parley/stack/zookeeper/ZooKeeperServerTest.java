package dev.parley.stack.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ZooKeeperServerTest {
  private final ZooKeeperServer server =
      new ZooKeeperServer(
          new Layout(new Home(Path.of("/home")), new DataDir(Path.of("/data")), new Ports(1000)));

  @Test
  void itListensOnLoopbackAtTheOffsetAndKeepsItsDataInTheDataDirectory() {
    assertThat(server.properties())
        .containsEntry("clientPortAddress", "127.0.0.1")
        .containsEntry("clientPort", "3181")
        .containsEntry("dataDir", "/data/zookeeper");
  }

  /** The server allows sessions of two to twenty ticks. */
  @Test
  void itsClientsMayHaveTheSessionsTheyAskFor() {
    int tickMs = Integer.parseInt(server.properties().get("tickTime"));

    assertThat(8_000).isBetween(2 * tickMs, 20 * tickMs);
    assertThat(10_000).isBetween(2 * tickMs, 20 * tickMs);
  }
}
