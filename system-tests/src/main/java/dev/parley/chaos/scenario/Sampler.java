package dev.parley.chaos.scenario;

import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.chaos.stack.Target;
import dev.parley.stack.StackStatus;
import dev.parley.stack.process.Jcmd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes down what the processes of a stack use; those that are still warming up it leaves out. */
final class Sampler {
  private static final Duration WARM = Duration.ofSeconds(60);

  /** The generations of the serial collector, as jcmd prints them. */
  private static final Pattern USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");

  private static final long KIB = 1024;

  private final Target target;
  private final Recorder recorder;

  Sampler(Target target, Recorder recorder) {
    this.target = target;
    this.recorder = recorder;
  }

  void sample() throws InterruptedException {
    for (StackStatus.Row row : target.status()) {
      Long pid = row.pid();
      if (pid != null && isWarm(pid)) {
        try {
          recorder.record(sample(row.name(), pid));
        } catch (IOException ended) {
          // It died meanwhile; its successor is another process with samples of its own.
        }
      }
    }
  }

  private static boolean isWarm(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .filter(started -> started.isBefore(Instant.now().minus(WARM)))
        .isPresent();
  }

  private static Operation.Sampled sample(String component, long pid)
      throws IOException, InterruptedException {
    Path proc = Path.of("/proc", Long.toString(pid));
    Jcmd.ask(pid, "GC.run");
    long heap =
        USED.matcher(Jcmd.ask(pid, "GC.heap_info"))
            .results()
            .mapToLong(used -> Long.parseLong(used.group(1)) * KIB)
            .sum();
    String status = Files.readString(proc.resolve("status"));
    try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
      return new Operation.Sampled(
          System.nanoTime(),
          component,
          pid,
          heap,
          (int) number(status, "Threads"),
          (int) descriptors.count(),
          number(status, "VmRSS") * KIB);
    }
  }

  private static long number(String status, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
