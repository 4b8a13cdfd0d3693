package dev.parley.stack.flink;

import dev.parley.stack.DataDir;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.LogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration that JobManager and TaskManager share. */
public final class FlinkConfig {
  static final String NAME = "flink";

  /** Four jobs at parallelism two, and as much again as one of them needs. */
  static final int SLOTS = 10;

  private FlinkConfig() {}

  /** Writes it for one process; both start at the same time, so each has its own copy. */
  static void write(Layout layout, String component) throws IOException {
    LogConfig.write(NAME, directory(layout, component));
    // What a killed process left; nothing that is kept lies there.
    DataDir.deleteTree(temporary(layout, component));
    Files.createDirectories(temporary(layout, component));
    String yaml =
        settings(layout, layout.data().runId()).entrySet().stream()
            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(directory(layout, component).resolve("config.yaml"), yaml);
  }

  private static Path directory(Layout layout, String component) {
    return layout.data().conf(component);
  }

  private static Path temporary(Layout layout, String component) {
    return layout.data().of(NAME).resolve("tmp").resolve(component);
  }

  public static Path checkpoints(DataDir data) {
    return data.of(NAME).resolve("checkpoints");
  }

  static Path savepoints(Layout layout) {
    return layout.data().of(NAME).resolve("savepoints");
  }

  static Path uploads(Layout layout) {
    return layout.data().of(NAME).resolve("uploads");
  }

  /**
   * A JobManager that dies is started again, takes up the jobs of the one before it and goes on
   * from their last checkpoints. Each start of a stack is a cluster of its own: what it goes on
   * from is in the records of the jobs' runs.
   */
  private static Map<String, String> highAvailability(Layout layout, String clusterId) {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("high-availability.type", "zookeeper");
    s.put("high-availability.zookeeper.quorum", Layout.HOST + ":" + layout.ports().zookeeper());
    s.put("high-availability.zookeeper.path.root", "/parley/flink");
    s.put("high-availability.cluster-id", clusterId);
    s.put("high-availability.storageDir", highAvailabilityData(layout).toUri().toString());
    s.put("high-availability.jobmanager.port", Integer.toString(layout.ports().flinkRpc()));
    // A killed leader blocks its successor for as long as its session lasts.
    s.put("high-availability.zookeeper.client.session-timeout", "8 s");
    s.put("high-availability.zookeeper.client.connection-timeout", "5 s");
    s.put("high-availability.zookeeper.client.retry-wait", "1 s");
    s.put("high-availability.zookeeper.client.max-retry-attempts", "60");
    // ZooKeeper itself may die and come back: a leader is one until its session is over.
    s.put("high-availability.zookeeper.client.tolerate-suspended-connections", "true");
    return s;
  }

  static Path highAvailabilityData(Layout layout) {
    return layout.data().of(NAME).resolve("ha");
  }

  static Map<String, String> settings(Layout layout, String clusterId) {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("jobmanager.rpc.address", Layout.HOST);
    s.put("jobmanager.bind-host", Layout.HOST);
    s.put("rest.address", Layout.HOST);
    s.put("rest.bind-address", Layout.HOST);
    s.put("rest.port", Integer.toString(layout.ports().flinkRest()));
    s.put("taskmanager.host", Layout.HOST);
    s.put("taskmanager.bind-host", Layout.HOST);
    s.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    s.put("taskmanager.cpu.cores", "2.0");
    s.putAll(TaskManagerMemory.settings());
    // The cluster has the Kafka connector on its class path; each job loading its own copy costs
    // seconds of every start and restart.
    s.put("classloader.parent-first-patterns.additional", "org.apache.kafka.");
    s.putAll(highAvailability(layout, clusterId));
    s.put("web.upload.dir", uploads(layout).toString());
    // What is shown of the runs that have ended is read from disk; in the heap it grows for an
    // hour.
    s.put("jobstore.cache-size", "1048576");
    s.put("execution.checkpointing.dir", checkpoints(layout.data()).toUri().toString());
    s.put("execution.checkpointing.savepoint-dir", savepoints(layout).toUri().toString());
    s.put("execution.checkpointing.num-retained", "3");
    s.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    // A dead process is noticed in seconds, not in the default's 50.
    s.put("heartbeat.interval", "1 s");
    s.put("heartbeat.timeout", "10 s");
    s.put("restart-strategy.type", "exponential-delay");
    s.put("restart-strategy.exponential-delay.initial-backoff", "500 ms");
    s.put("restart-strategy.exponential-delay.max-backoff", "5 s");
    s.put("metrics.reporter.prom.factory.class", PROMETHEUS);
    return s;
  }

  private static final String PROMETHEUS =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

  /** The command line of a Flink process. */
  static List<String> command(
      Layout layout, String component, String mainClass, int metricsPort, List<String> flags) {
    // The packages that Flink's own configuration opens.
    List<String> all =
        Stream.of(
                flags.stream(),
                Stream.of(
                    LogConfig.flag(directory(layout, component)),
                    "-Dlog.file=" + layout.data().log(component),
                    "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
                    "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED"),
                JavaCommand.opens(
                    "java.lang",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "sun.nio.ch",
                    "java.lang.reflect",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks"))
            .flatMap(flag -> flag)
            .toList();
    return new JavaCommand(
            layout.home().classPath(NAME),
            mainClass,
            all,
            List.of(
                "--configDir",
                directory(layout, component).toString(),
                "-Dio.tmp.dirs=" + temporary(layout, component),
                "-Dmetrics.reporter.prom.port=" + metricsPort))
        .words();
  }
}
