package dev.parley.stack.kafka;

import dev.parley.stack.StackException;
import dev.parley.stack.component.Component;
import dev.parley.stack.component.JavaCommand;
import dev.parley.stack.component.Layout;
import dev.parley.stack.component.LogConfig;
import dev.parley.stack.component.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A single Kafka broker that is its own controller (KRaft). */
public record KafkaBroker(Layout layout) implements Component {
  public static final String NAME = "kafka";

  private static final Duration FORMAT_LIMIT = Duration.ofMinutes(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.ports().kafka(), layout.ports().kafkaController());
  }

  @Override
  public Path data() {
    return layout.data().of(NAME);
  }

  @Override
  public void prepare() throws IOException {
    LogConfig.write(NAME, conf());
    StringBuilder text = new StringBuilder();
    properties().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(propertiesFile(), text);
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  Map<String, String> properties() {
    Map<String, String> p = new LinkedHashMap<>();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@" + address(layout.ports().kafkaController()));
    p.put("controller.listener.names", "CONTROLLER");
    p.put(
        "listeners",
        "PLAINTEXT://%s,CONTROLLER://%s"
            .formatted(address(layout.ports().kafka()), address(layout.ports().kafkaController())));
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", data().toString());
    p.put("auto.create.topics.enable", "false");
    // One broker: its own topics can have one replica only, and few partitions start faster.
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // The cleaner's default buffer, 128 MiB, is half of this broker's heap.
    p.put("log.cleaner.dedupe.buffer.size", "8388608");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    return p;
  }

  /**
   * Unlike the other processes, with the optimising compiler: every message takes the same few ways
   * through it many times, so it is done within a minute, and then costs a third less.
   */
  @Override
  public List<String> command() {
    return java(
        "kafka.Kafka",
        List.of("-Xms128m", "-Xmx256m", "-XX:TieredStopAtLevel=4"),
        List.of(propertiesFile().toString()));
  }

  @Override
  public boolean ready() {
    if (!Probes.listens(layout.ports().kafka())) {
      return false;
    }
    try (Admin admin = TopicSetup.admin(address(layout.ports().kafka()))) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(20);
  }

  private void format() throws IOException {
    List<String> command =
        java(
            "kafka.tools.StorageTool",
            List.of(),
            List.of(
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                propertiesFile().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(layout.data().log(NAME).toFile()))
            .start();
    try {
      if (!process.waitFor(FORMAT_LIMIT.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        throw new StackException(
            "kafka: its storage could not be formatted (expected: done; log: %s)"
                .formatted(layout.data().log(NAME)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("kafka: interrupted while it was formatted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> java(String mainClass, List<String> flags, List<String> arguments) {
    List<String> all = new ArrayList<>(flags);
    all.add(LogConfig.flag(conf()));
    return new JavaCommand(layout.home().classPath(NAME), mainClass, all, arguments).words();
  }

  private Path conf() {
    return layout.data().conf(NAME);
  }

  private Path propertiesFile() {
    return conf().resolve("server.properties");
  }

  private static String address(int port) {
    return Layout.HOST + ":" + port;
  }
}
