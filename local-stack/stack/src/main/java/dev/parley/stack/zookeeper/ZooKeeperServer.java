package dev.parley.stack.zookeeper;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.LogConfig;
import dev.parley.stack.component.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * ZooKeeper, from the artifacts that HBase brings. Its own process, so that HBase may be away
 * without taking the election of Flink's leader with it.
 */
public record ZooKeeperServer(Layout layout) implements Component {
  public static final String NAME = "zookeeper";

  /** HBase's artifacts hold it. */
  private static final String RUNTIME = "hbase";

  /**
   * How often empty containers are looked for and deleted. Flink elects its leader in one, and the
   * Curator it brings does not make it again (CURATOR-724, mended in 5.8): if that one goes while a
   * JobManager is without a session, say because it was stopped for a while, nobody ever leads
   * again. So: hardly ever.
   */
  private static final Duration CONTAINER_CHECKS = Duration.ofDays(1);

  /** Sessions end within two of them; clients ask for sessions of ten seconds. */
  private static final Duration TICK = Duration.ofSeconds(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().zookeeper());
  }

  @Override
  public Path data() {
    return layout.data().of(NAME);
  }

  @Override
  public void prepare() throws IOException {
    LogConfig.write(NAME, conf());
    Files.createDirectories(data());
    String text =
        properties().entrySet().stream()
            .map(property -> property.getKey() + "=" + property.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(propertiesFile(), text);
  }

  Map<String, String> properties() {
    Map<String, String> p = new LinkedHashMap<>();
    p.put("dataDir", data().toString());
    p.put("clientPort", Integer.toString(layout.ports().zookeeper()));
    p.put("clientPortAddress", Layout.HOST);
    p.put("tickTime", Long.toString(TICK.toMillis()));
    p.put("maxClientCnxns", "0");
    p.put("admin.enableServer", "false");
    p.put("4lw.commands.whitelist", "ruok");
    p.put("autopurge.purgeInterval", "1");
    return p;
  }

  @Override
  public List<String> command() {
    return new JavaCommand(
            layout.home().classPath(RUNTIME),
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            List.of(
                "-Xms16m",
                "-Xmx64m",
                LogConfig.flag(conf()),
                "-Dzookeeper.jmx.log4j.disable=true",
                "-Dznode.container.checkIntervalMs=" + CONTAINER_CHECKS.toMillis()),
            List.of(propertiesFile().toString()))
        .words();
  }

  @Override
  public boolean ready() {
    return Probes.answers(layout.ports().zookeeper(), "ruok", "imok");
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(10);
  }

  private Path conf() {
    return layout.data().conf(NAME);
  }

  private Path propertiesFile() {
    return conf().resolve("zoo.cfg");
  }
}
