package dev.parley.stack.golden;

import dev.parley.client.ClientRuntime;
import dev.parley.stack.Home;
import dev.parley.stack.Running;
import dev.parley.stack.StackException;
import dev.parley.stack.cli.DataOption;
import dev.parley.stack.device.Gateways;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobOperations;
import dev.parley.stack.kafka.TopicOffsets;
import dev.parley.stack.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes golden savepoints. */
@Command(
    name = "golden",
    description =
        "Plays a fixed conversation on a fresh stack and keeps each job's state as"
            + " savepoints/JOB/VERSION.",
    mixinStandardHelpOptions = true)
public final class GoldenCommand implements Callable<Integer> {
  private static final int THREADS = 2;
  private static final Duration HISTORY_LIMIT = Duration.ofSeconds(60);

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "VERSION", description = "Of the jobs' state, from 1.")
  private int version;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "JOB",
      description = "conversation, delivery, history, presence.")
  private List<String> names = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Job> jobs = names.stream().map(Job::named).toList();
    jobs.forEach(this::requireNew);
    try (GoldenPlay play = new GoldenPlay();
        ClientRuntime runtime = new ClientRuntime(THREADS)) {
      play.run(Gateways.ofRunning(data.get()), runtime);
      TopicOffsets history =
          new TopicOffsets(Running.on(data.get()).endpoints().kafka(), Job.HISTORY.jobName());
      if (!Await.until(HISTORY_LIMIT, history::readToTheEnd)) {
        throw new StackException("history-job: lags (expected: everything is written)");
      }
      for (Job job : jobs) {
        keep(job, play, history);
      }
    }
    return 0;
  }

  private void keep(Job job, GoldenPlay play, TopicOffsets history)
      throws IOException, InterruptedException {
    Path target = directory(job);
    Files.createDirectories(target);
    Path savepoint =
        new JobOperations(Running.on(data.get()), job, System.out::println)
            .savepoint(Optional.empty());
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    for (GoldenPlayer player : play.players()) {
      Files.write(target.resolve(player.user() + ".jsonl"), player.lines());
    }
    if (job == Job.HISTORY) {
      Files.write(target.resolve("offsets.txt"), history.lines());
    }
    System.out.println(job.jobName() + ": " + target);
  }

  private void requireNew(Job job) {
    if (Files.exists(directory(job))) {
      throw new StackException(
          "version: %d of %s is there (expected: a new one; golden savepoints are never replaced)"
              .formatted(version, job.jobName()));
    }
  }

  private Path directory(Job job) {
    return Home.find()
        .root()
        .resolve("savepoints")
        .resolve(job.jobName())
        .resolve(Integer.toString(version));
  }
}
