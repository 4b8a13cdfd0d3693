package dev.parley.flink;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.Update;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A golden savepoint: the state of a job at one version of it, with what it is known to hold.
 * {@code savepoints/README.md} says how they are made.
 */
public record Golden(Path directory) {
  private static final int MORE_THAN_ANY = 10_000;
  private static final Path ALL = Path.of("../../savepoints");

  /** All versions of the job's state that were ever released. */
  public static Stream<Golden> of(String job) throws IOException {
    try (Stream<Path> versions = Files.list(ALL.resolve(job))) {
      return versions.sorted().map(Golden::new).toList().stream();
    }
  }

  /** Everything that the user's devices had seen. */
  public List<Update> feed(String user) throws IOException, FrameException {
    List<Update> feed = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(user + ".jsonl"))) {
      feed.add(FrameCodec.JSON.decodeServer(line.getBytes(StandardCharsets.UTF_8)).getUpdate());
    }
    return feed;
  }

  /** The operators whose state is in the savepoint, with their max parallelism. */
  public Map<String, Integer> operators() throws IOException {
    try (DataInputStream metadata =
        new DataInputStream(Files.newInputStream(directory.resolve("_metadata")))) {
      Map<String, Integer> operators = new TreeMap<>();
      for (OperatorState state :
          Checkpoints.loadCheckpointMetadata(
                  metadata, Golden.class.getClassLoader(), directory.toString())
              .getOperatorStates()) {
        operators.put(state.getOperatorID().toHexString(), state.getMaxParallelism());
      }
      return operators;
    }
  }

  /** The operators of a job as it is now, with their max parallelism. */
  public static Map<String, Integer> operators(StreamGraph graph) {
    Map<String, Integer> operators = new TreeMap<>();
    for (JobVertex vertex : graph.getJobGraph().getVertices()) {
      vertex
          .getOperatorIDs()
          .forEach(
              id ->
                  operators.put(
                      id.getGeneratedOperatorID().toHexString(), vertex.getMaxParallelism()));
    }
    return operators;
  }

  /**
   * An environment whose job starts from this savepoint. Sources and sinks of the test have no
   * state there, and those of the job aren't in the test's graph.
   */
  public StreamExecutionEnvironment environment(int parallelism) {
    StreamExecutionEnvironment env =
        JobEnvironment.create(
            JobArguments.parse(
                new String[] {"--kafka", "none:1", "--parallelism", Integer.toString(parallelism)}),
            Pace.PROMPT);
    Configuration config = new Configuration();
    config.set(StateRecoveryOptions.SAVEPOINT_PATH, directory.toAbsolutePath().toUri().toString());
    config.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    env.configure(config);
    return env;
  }

  /** Runs the job to its end, and brings all it wrote. */
  public static List<SinkRecord> run(DataStream<SinkRecord> written) throws Exception {
    return written.executeAndCollect(MORE_THAN_ANY);
  }

  @Override
  public String toString() {
    return "version " + directory.getFileName();
  }
}
