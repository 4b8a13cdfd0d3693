package dev.parley.stack.bootstrap;

import dev.parley.stack.flink.ClusterJobs;
import dev.parley.stack.flink.Job;
import dev.parley.stack.flink.JobSettings;
import dev.parley.stack.hbase.TableSetup;
import dev.parley.stack.kafka.TopicSetup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./parley up} does on one machine, for clusters that somebody else runs. */
@Command(
    name = "bootstrap",
    description =
        "Creates what is missing of topics, tables and jobs on existing clusters. Run again, it changes nothing.",
    mixinStandardHelpOptions = true)
public final class BootstrapCommand implements Callable<Integer> {
  @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT")
  private String kafka = "";

  @Option(names = "--zookeeper", required = true, paramLabel = "HOST:PORT")
  private String zookeeper = "";

  @Option(names = "--redis", required = true, paramLabel = "HOST:PORT")
  private String redis = "";

  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "Flink's REST interface, as http://jobmanager:8081.")
  private URI flink = URI.create("");

  @Option(
      names = "--jars",
      required = true,
      paramLabel = "DIR",
      description = "Where the job jars are.")
  private Path jars = Path.of("");

  @Option(
      names = "--replicas",
      defaultValue = "1",
      description = "Of each topic (default: ${DEFAULT-VALUE}; in production 3).")
  private short replicas;

  @Option(
      names = "--memory",
      defaultValue = JobSettings.DEFAULT_MEMORY,
      description = "How long ids of messages are remembered (default: ${DEFAULT-VALUE}).")
  private Duration memory = Duration.ZERO;

  @Override
  public Integer call() throws InterruptedException {
    TopicSetup.run(kafka, replicas);
    System.out.println("topics: there");
    TableSetup.run(zookeeper);
    System.out.println("tables: there");
    ClusterJobs cluster = new ClusterJobs(flink);
    JobSettings settings = new JobSettings(kafka, zookeeper, redis, memory);
    for (Job job : Job.values()) {
      boolean submitted = cluster.submitIfMissing(job, jars, settings);
      System.out.println(job.jobName() + (submitted ? ": submitted" : ": runs already"));
    }
    return 0;
  }
}
