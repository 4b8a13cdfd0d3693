package dev.parley.stack.cli;

import dev.parley.stack.DataDir;
import dev.parley.stack.Endpoints;
import dev.parley.stack.Home;
import java.util.ArrayList;
import java.util.List;

/** What is where, for a person. */
final class Summary {
  private Summary() {}

  static String of(Home home, Endpoints endpoints, DataDir data) {
    List<String> lines = new ArrayList<>();
    if (home.webApp().isPresent()) {
      lines.add(line("web client", endpoints.gateways().get(0) + "/"));
    }
    endpoints.gateways().forEach(gateway -> lines.add(line("gateway", gateway)));
    lines.add(line("Flink dashboard", endpoints.flink()));
    lines.add(line("Kafka", endpoints.kafka()));
    lines.add(line("HBase (ZooKeeper)", endpoints.zookeeper()));
    lines.add(line("Redis", endpoints.redis()));
    lines.add(line("data, logs", data.root()));
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String what, Object where) {
    return "  %-18s %s".formatted(what, where);
  }
}
