package dev.parley.flink;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job's command line: {@code --name value} or {@code --name=value}; unknown names are refused.
 */
public final class JobArguments {
  private static final String KAFKA = "--kafka";
  private static final String CHECKPOINT_INTERVAL = "--checkpoint-interval-ms";
  private static final String PARALLELISM = "--parallelism";

  private static final Pattern HOST_PORT =
      Pattern.compile("[^:,\\s]+:\\d{1,5}(,[^:,\\s]+:\\d{1,5})*");
  private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-z0-9.-]{1,100}");
  private static final int MAX_CHECKPOINT_INTERVAL_MS = 3_600_000;

  private final Map<String, String> values;

  private JobArguments(Map<String, String> values) {
    this.values = values;
  }

  /** Own options are what a job takes beside those of every job, like {@code --redis}. */
  public static JobArguments parse(String[] args, String... ownOptions) {
    Set<String> known = new LinkedHashSet<>(Arrays.asList(KAFKA, CHECKPOINT_INTERVAL, PARALLELISM));
    known.addAll(Arrays.asList(ownOptions));
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (!known.contains(name)) {
        throw invalid(name, "unknown option", "one of " + String.join(" ", known));
      }
      if (equals < 0 && i + 1 == args.length) {
        throw invalid(name, "no value", name + " VALUE");
      }
      String value = equals < 0 ? args[++i] : args[i].substring(equals + 1);
      if (values.put(name, value) != null) {
        throw invalid(name, "given twice", "once");
      }
    }
    return new JobArguments(values);
  }

  public String kafka() {
    return hostPort(KAFKA);
  }

  /** Empty: the job's default. */
  public Optional<Duration> checkpointInterval() {
    return values.containsKey(CHECKPOINT_INTERVAL)
        ? Optional.of(
            Duration.ofMillis(number(CHECKPOINT_INTERVAL, 10, MAX_CHECKPOINT_INTERVAL_MS, 10)))
        : Optional.empty();
  }

  /** Empty: the cluster's default. */
  public OptionalInt parallelism() {
    return values.containsKey(PARALLELISM)
        ? OptionalInt.of(number(PARALLELISM, 1, JobEnvironment.MAX_PARALLELISM, 1))
        : OptionalInt.empty();
  }

  /** A required address, or several with commas. */
  public String hostPort(String name) {
    String value = values.get(name);
    if (value == null || !HOST_PORT.matcher(value).matches()) {
      throw invalid(name, value == null ? "missing" : value, "host:port");
    }
    return value;
  }

  /** An optional start of topic names. */
  public Optional<String> topicPrefix(String name) {
    Optional<String> value = Optional.ofNullable(values.get(name));
    value
        .filter(prefix -> !TOPIC_PREFIX.matcher(prefix).matches())
        .ifPresent(
            prefix -> {
              throw invalid(name, prefix, "1 to 100 of a-z, 0-9, dot and hyphen");
            });
    return value;
  }

  public int number(String name, int min, int max, int otherwise) {
    @Nullable String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same answer as for a number out of range
    }
    throw invalid(name, value, min + " to " + max);
  }

  /** In ISO 8601, at least a second. */
  public Duration duration(String name, Duration otherwise) {
    @Nullable String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(value);
      if (duration.toSeconds() >= 1) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // the same answer as for one that is too short
    }
    throw invalid(name, value, "a duration of at least one second, as P30D or PT12H");
  }

  private static IllegalArgumentException invalid(String name, String value, String rule) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
  }
}
