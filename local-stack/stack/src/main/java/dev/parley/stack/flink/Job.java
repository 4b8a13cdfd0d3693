package dev.parley.stack.flink;

import dev.parley.stack.Home;
import dev.parley.stack.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The jobs that make up the pipeline. */
public enum Job {
  CONVERSATION("conversation-job", "flink-jobs/conversation-job"),
  DELIVERY("delivery-job", "flink-jobs/delivery-job"),
  HISTORY("history-job", "flink-jobs/history-job"),
  PRESENCE("presence-job", "presence-job/job");

  private static final String SUFFIX = "-job";

  private final String jobName;
  private final String module;

  Job(String jobName, String module) {
    this.jobName = jobName;
    this.module = module;
  }

  public String jobName() {
    return jobName;
  }

  /** As the checkout was built. */
  public Path jar(Home home) {
    return home.builtJar(module, jobName);
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
    return this == HISTORY;
  }

  List<String> arguments(JobSettings settings) {
    List<String> arguments = new ArrayList<>(List.of("--kafka", settings.kafka()));
    switch (this) {
      case CONVERSATION -> arguments.addAll(List.of("--memory", settings.memory().toString()));
      case DELIVERY -> {}
      case HISTORY ->
          arguments.addAll(
              List.of("--zookeeper", settings.zookeeper(), "--redis", settings.redis()));
      case PRESENCE -> arguments.addAll(List.of("--redis", settings.redis()));
    }
    return arguments;
  }
}
