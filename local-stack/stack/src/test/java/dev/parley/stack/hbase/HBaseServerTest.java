package dev.parley.stack.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.stack.DataDir;
import dev.parley.stack.Home;
import dev.parley.stack.Ports;
import dev.parley.stack.component.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HBaseServerTest {
  private final HBaseServer server =
      new HBaseServer(
          new Layout(new Home(Path.of("/home")), new DataDir(Path.of("/data")), new Ports(1000)));

  @Test
  void anAcknowledgedWriteIsOnDisk() {
    assertThat(server.site())
        .contains(property("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem"))
        .contains(property("hbase.unsafe.stream.capability.enforce", "true"))
        .contains(property("hbase.wal.hsync", "true"));
  }

  @Test
  void itKeepsItsDataInItsDirectoryAndListensAtTheOffset() {
    assertThat(server.site())
        .contains(property("hbase.rootdir", "file:///data/hbase/root"))
        .contains(property("hbase.zookeeper.property.clientPort", "3181"))
        .contains(property("hbase.regionserver.port", "17020"));
  }

  private static String property(String name, String value) {
    return "<name>%s</name><value>%s</value>".formatted(name, value);
  }
}
