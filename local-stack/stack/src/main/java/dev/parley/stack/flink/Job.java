package dev.parley.stack.flink;

import dev.parley.stack.Endpoints;
import java.util.List;
import java.util.stream.Stream;

/** The jobs that make up the pipeline. */
public enum Job {
  CONVERSATION("conversation-job", false),
  DELIVERY("delivery-job", false),
  HISTORY("history-job", true);

  private final String jobName;
  private final boolean usesStores;

  Job(String jobName, boolean usesStores) {
    this.jobName = jobName;
    this.usesStores = usesStores;
  }

  public String jobName() {
    return jobName;
  }

  /** Whether it writes to HBase and Redis, and so needs the tables. */
  public boolean usesStores() {
    return usesStores;
  }

  List<String> arguments(Endpoints endpoints) {
    Stream<String> stores =
        usesStores
            ? Stream.of("--zookeeper", endpoints.zookeeper(), "--redis", endpoints.redis())
            : Stream.of();
    return Stream.concat(Stream.of("--kafka", endpoints.kafka()), stores).toList();
  }
}
