package dev.parley.chaos.checker;

import dev.parley.chaos.history.Operation.FaultEnded;
import dev.parley.chaos.history.Operation.Sampled;
import dev.parley.stack.hbase.HBaseServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process needs no more after the load than when it was warm: heap, threads and descriptors
 * within 5 %, or a small step where 5 % would be next to nothing. One that a fault has ended was
 * last seen under load, and says nothing; its successor does.
 */
record Resources() implements Invariant {
  private static final double GROWTH = 0.05;
  private static final long HEAP_STEP = 8L << 20;
  private static final int COUNT_STEP = 8;

  /** It keeps what was written last in its heap on purpose, up to a fixed share of it. */
  private static final String STORE = HBaseServer.NAME;

  private record ProcessKey(String component, long pid) {}

  @Override
  public String id() {
    return "R";
  }

  @Override
  public String title() {
    return "resources";
  }

  @Override
  public List<Violation> check(Evidence evidence) {
    Map<ProcessKey, List<Sampled>> byProcess = new LinkedHashMap<>();
    for (Sampled sample : evidence.samples()) {
      byProcess
          .computeIfAbsent(new ProcessKey(sample.component(), sample.pid()), k -> new ArrayList<>())
          .add(sample);
    }
    long healed = evidence.healings().stream().mapToLong(FaultEnded::t).max().orElse(0);
    List<Violation> violations = new ArrayList<>();
    byProcess.values().stream()
        .filter(samples -> samples.get(samples.size() - 1).t() > healed)
        .forEach(samples -> check(samples, violations));
    return violations;
  }

  private void check(List<Sampled> samples, List<Violation> violations) {
    Sampled warm = samples.get(0);
    Sampled last = samples.get(samples.size() - 1);
    boolean heapGrew =
        !warm.component().equals(STORE) && grew(warm.heapBytes(), last.heapBytes(), HEAP_STEP);
    if (heapGrew
        || grew(warm.threads(), last.threads(), COUNT_STEP)
        || grew(warm.descriptors(), last.descriptors(), COUNT_STEP)) {
      violations.add(violation("warm %s, in the end %s".formatted(warm, last)));
    }
  }

  private static boolean grew(long warm, long last, long step) {
    return last > warm + Math.max(step, (long) (warm * GROWTH));
  }
}
