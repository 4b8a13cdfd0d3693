package dev.parley.stack;

import dev.parley.stack.component.Component;
import dev.parley.stack.component.Layout;
import dev.parley.stack.flink.JobManager;
import dev.parley.stack.flink.TaskManager;
import dev.parley.stack.gateway.Gateway;
import dev.parley.stack.hbase.HBaseServer;
import dev.parley.stack.kafka.KafkaBroker;
import dev.parley.stack.redis.RedisServer;
import dev.parley.stack.zookeeper.ZooKeeperServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which processes make up a stack. */
public record Topology(Layout layout, int gateways) {

  /** What the jobs and gateways stand on. */
  public List<Component> engines() {
    return List.of(
        new KafkaBroker(layout),
        new ZooKeeperServer(layout),
        new HBaseServer(layout),
        new RedisServer(layout),
        new JobManager(layout),
        new TaskManager(layout));
  }

  public List<Component> edge() {
    return IntStream.range(0, gateways)
        .<Component>mapToObj(slot -> new Gateway(layout, slot))
        .toList();
  }

  public List<Component> all() {
    List<Component> all = new ArrayList<>(engines());
    all.addAll(edge());
    return all;
  }

  /** Groups that end one after the other: nobody loses what it still has to write to. */
  public List<List<Component>> stopOrder() {
    return List.of(
        edge(),
        List.of(new TaskManager(layout), new JobManager(layout)),
        List.of(new HBaseServer(layout)),
        List.of(new KafkaBroker(layout), new ZooKeeperServer(layout), new RedisServer(layout)));
  }

  public Component named(String name) {
    return all().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "component: %s (expected: one of %s)"
                        .formatted(name, all().stream().map(Component::name).toList())));
  }
}
