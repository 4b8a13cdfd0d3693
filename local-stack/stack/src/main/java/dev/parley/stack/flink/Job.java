package dev.parley.stack.flink;

import dev.parley.stack.StackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The jobs that make up the pipeline. */
public enum Job {
  CONVERSATION("conversation-job", false),
  DELIVERY("delivery-job", false),
  HISTORY("history-job", true);

  private static final String SUFFIX = "-job";

  private final String jobName;
  private final boolean usesStores;

  Job(String jobName, boolean usesStores) {
    this.jobName = jobName;
    this.usesStores = usesStores;
  }

  public String jobName() {
    return jobName;
  }

  /** What operators type. */
  public String shortName() {
    return jobName.substring(0, jobName.length() - SUFFIX.length());
  }

  /** The job that an operator means, by either name. */
  public static Job named(String name) {
    return Arrays.stream(values())
        .filter(job -> job.jobName.equals(name) || job.shortName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "job: %s (expected: one of %s)"
                        .formatted(name, Arrays.stream(values()).map(Job::shortName).toList())));
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
