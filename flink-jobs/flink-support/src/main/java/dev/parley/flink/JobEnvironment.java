package dev.parley.flink;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.rocksdb.CompactionStyle;

/**
 * What every job needs to be right on any cluster. Directories and memory are the cluster's
 * business.
 */
public final class JobEnvironment {
  /** Part of every snapshot: it can never change. */
  public static final int MAX_PARALLELISM = 128;

  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(1);

  private JobEnvironment() {}

  public static StreamExecutionEnvironment create(JobArguments arguments, Pace pace) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            configuration(arguments.checkpointInterval().orElse(pace.checkpointInterval()), pace));
    arguments.parallelism().ifPresent(env::setParallelism);
    return env;
  }

  private static Configuration configuration(Duration checkpointInterval, Pace pace) {
    Configuration config = new Configuration();
    snapshots(config, checkpointInterval);
    latency(config, pace);
    evolution(config);
    recovery(config);
    return config;
  }

  private static void snapshots(Configuration config, Duration interval) {
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    config.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    // A savepoint that a stuck job can't take is given up while its operator still waits, and the
    // job goes on: it must not end by it later, when nobody looks.
    config.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(1));
    // Unaligned ones keep records in flight, which a changed job can't take over.
    config.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    // A full or slow checkpoint disk makes a later recovery longer; it must not stop the messages.
    config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
  }

  private static void latency(Configuration config, Pace pace) {
    // The default of 100 ms would be most of a message's way.
    config.set(ExecutionOptions.BUFFER_TIMEOUT, pace.bufferTimeout());
    config.set(PipelineOptions.OBJECT_REUSE, true);
    // Nearly every look-up in a memory of ids is a miss.
    config.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // Each checkpoint makes a small file. By levels, every fourth has all state written anew, and
    // copied into that checkpoint: 30 MB in one go for 30 kB of news, and seconds of waiting.
    config.set(RocksDBConfigurableOptions.COMPACTION_STYLE, CompactionStyle.UNIVERSAL);
  }

  private static void evolution(Configuration config) {
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
  }

  private static void recovery(Configuration config) {
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyOptions.RestartStrategyType.EXPONENTIAL_DELAY.getMainValue());
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
  }
}
