package dev.parley.stack.flink;

import java.util.ArrayList;
import java.util.List;

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

  List<String> arguments(JobSettings settings) {
    List<String> arguments = new ArrayList<>(List.of("--kafka", settings.kafka()));
    if (usesStores) {
      arguments.addAll(List.of("--zookeeper", settings.zookeeper(), "--redis", settings.redis()));
    }
    if (this == CONVERSATION) {
      arguments.addAll(List.of("--memory", settings.memory().toString()));
    }
    return arguments;
  }
}
