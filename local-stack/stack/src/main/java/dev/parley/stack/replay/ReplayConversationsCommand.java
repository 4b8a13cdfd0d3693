package dev.parley.stack.replay;

import dev.parley.protocol.topic.Topics;
import dev.parley.stack.Endpoints;
import dev.parley.stack.Running;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.device.RunId;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.ReplayJob;
import dev.parley.stack.kafka.ReplayTopics;
import dev.parley.stack.kafka.TopicReader;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Numbers all messages again, from nothing. */
@Command(
    name = "conversations",
    description =
        "Runs the conversation job over all of inbound, from empty state and beside the live job,"
            + " into topics of its own.",
    mixinStandardHelpOptions = true)
public final class ReplayConversationsCommand implements Callable<Integer> {
  /** The jobs may be behind what the replay has read. */
  private static final Duration LAG = Duration.ofSeconds(60);

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--verify",
      description =
          "Compare every number with conversation-log and HBase, exit 1 if one differs, and delete"
              + " the replay's topics.")
  private boolean verify;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of the replay (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Override
  public Integer call() throws InterruptedException {
    Running stack = Running.on(data.get());
    Endpoints endpoints = stack.endpoints();
    LogNumbers logs = new LogNumbers(endpoints.kafka());
    ReplayTopics topics =
        new ReplayTopics(endpoints.kafka(), "replay-" + RunId.at(Instant.now()).value() + "-");
    TopicReader inbound = new TopicReader(endpoints.kafka(), Topics.INBOUND.topicName());
    long before = inbound.size();
    System.out.println(
        "inbound            %d records, at parallelism %d".formatted(before, parallelism));
    topics.create();
    try {
      long beganNs = System.nanoTime();
      new ReplayJob(stack, Job.CONVERSATION)
          .run(List.of("--replay-to", topics.prefix()), parallelism);
      System.out.println(
          String.format(
              Locale.ROOT, "replayed           in %.1f s", (System.nanoTime() - beganNs) / 1e9));
      if (!verify) {
        System.out.println("topics             " + topics.prefix() + "*");
        return 0;
      }
      return compare(logs, topics, endpoints, () -> inbound.size() == before) ? 0 : 1;
    } finally {
      if (verify) {
        topics.delete();
      }
    }
  }

  private static boolean compare(
      LogNumbers logs, ReplayTopics topics, Endpoints endpoints, BooleanSupplier quiet)
      throws InterruptedException {
    Numbers replayed = logs.read(topics.name(Topics.CONVERSATION_LOG));
    System.out.println(
        "numbered           %d messages of %d conversations"
            .formatted(replayed.messages(), replayed.conversations().size()));
    boolean logSame =
        report(
            Topics.CONVERSATION_LOG.topicName(),
            replayed,
            () -> logs.read(Topics.CONVERSATION_LOG.topicName()),
            quiet);
    boolean historySame =
        report(
            "HBase",
            replayed,
            () -> new HistoryNumbers(endpoints.zookeeper()).read(replayed.conversations()),
            quiet);
    return replayed.contradictions().isEmpty() && logSame && historySame;
  }

  private static boolean report(
      String source, Numbers replayed, Supplier<Numbers> inUse, BooleanSupplier quiet)
      throws InterruptedException {
    AtomicReference<@Nullable Comparison> last = new AtomicReference<>();
    Await.until(
        LAG,
        () -> {
          Comparison now = Comparison.of(replayed, inUse.get());
          last.set(now);
          return now.differences().isEmpty();
        });
    Comparison comparison = Objects.requireNonNull(last.get());
    boolean nothingCame = quiet.getAsBoolean();
    comparison.lines(source, nothingCame).forEach(System.out::println);
    return comparison.identical(nothingCame);
  }
}
