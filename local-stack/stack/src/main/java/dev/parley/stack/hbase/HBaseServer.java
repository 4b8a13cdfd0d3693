package dev.parley.stack.hbase;

import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.Patience;
import dev.parley.stack.component.Component;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.LogConfig;
import dev.parley.stack.component.Probes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HBase: master and region server in one process, durable on a local disk. */
public record HBaseServer(Layout layout) implements Component {
  public static final String NAME = "hbase";

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().hbaseMaster(), layout.ports().hbaseRegionServer());
  }

  @Override
  public Path data() {
    return layout.data().of(NAME);
  }

  @Override
  public void prepare() throws IOException {
    LogConfig.write(NAME, conf());
    Files.createDirectories(data());
    Files.writeString(conf().resolve("hbase-site.xml"), site());
  }

  String site() {
    return settings().entrySet().stream()
        .map(
            setting ->
                "  <property><name>%s</name><value>%s</value></property>\n"
                    .formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining("", "<configuration>\n", "</configuration>\n"));
  }

  private Map<String, String> settings() {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("hbase.cluster.distributed", "false");
    s.put("hbase.rootdir", data().resolve("root").toUri().toString());
    s.put("hbase.tmp.dir", data().resolve("tmp").toString());
    s.put("hadoop.tmp.dir", data().resolve("tmp").toString());
    s.put("hbase.zookeeper.quorum", Layout.HOST);
    s.put("hbase.zookeeper.property.clientPort", Integer.toString(layout.ports().zookeeper()));
    // How long nobody notices that a killed one is gone.
    s.put("zookeeper.session.timeout", "10000");
    s.put("hbase.master.port", Integer.toString(layout.ports().hbaseMaster()));
    s.put("hbase.master.hostname", "localhost");
    s.put("hbase.master.ipc.address", Layout.HOST);
    s.put("hbase.regionserver.port", Integer.toString(layout.ports().hbaseRegionServer()));
    s.put("hbase.regionserver.hostname", "localhost");
    s.put("hbase.regionserver.ipc.address", Layout.HOST);
    // The web interfaces look for files that no artifact holds; with them the master dies.
    s.put("hbase.master.info.port", "-1");
    s.put("hbase.regionserver.info.port", "-1");
    // The checksummed local file system cannot flush a log; the raw one can, and then an
    // acknowledged write outlives kill -9.
    s.put("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    s.put("hbase.unsafe.stream.capability.enforce", "true");
    s.put("hbase.wal.provider", "filesystem");
    s.put("hbase.wal.hsync", "true");
    s.put("hbase.regionserver.handler.count", "10");
    s.put("hbase.master.handler.count", "5");
    return s;
  }

  @Override
  public List<String> command() {
    // The flags that HBase's own script gives to Java 11 and later.
    List<String> flags =
        Stream.concat(
                Stream.of(
                    "-Xms128m",
                    "-Xmx512m",
                    LogConfig.flag(conf()),
                    "--add-modules=jdk.unsupported",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--add-exports=java.base/sun.net.dns=ALL-UNNAMED",
                    "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
                    "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
                    "-Dorg.apache.hbase.thirdparty.io.netty.tryReflectionSetAccessible=true"),
                JavaCommand.opens(
                    "java.io",
                    "java.nio",
                    "sun.nio.ch",
                    "java.lang",
                    "jdk.internal.ref",
                    "java.lang.reflect",
                    "java.util",
                    "java.util.concurrent"))
            .toList();
    String classPath =
        String.join(
            File.pathSeparator,
            conf().toString(),
            layout.home().classes(NAME).toString(),
            layout.home().classPath(NAME));
    return new JavaCommand(classPath, "dev.parley.hbase.HBaseMain", flags, List.of()).words();
  }

  /** The master only answers this once it has taken its work up and meta can be read. */
  @Override
  public boolean ready() {
    if (!ports().stream().allMatch(Probes::listens)) {
      return false;
    }
    try (HistoryStore store =
        new HistoryStore(Layout.HOST + ":" + layout.ports().zookeeper(), PATIENCE)) {
      store.admin().listTableNames().get(PATIENCE.call().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (IOException | ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(30);
  }

  private Path conf() {
    return layout.data().conf(NAME);
  }
}
