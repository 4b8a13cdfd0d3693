package dev.parley.gateway.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections each user, or each address, may have at once. */
public final class Cap<K> {
  private final int max;
  private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

  public Cap(int max) {
    this.max = max;
  }

  /** Counts one more, unless that would be too many. */
  public boolean enter(K key) {
    boolean[] entered = {true};
    counts.compute(
        key,
        (k, count) -> {
          int present = count == null ? 0 : count;
          entered[0] = present < max;
          return entered[0] ? Integer.valueOf(present + 1) : count;
        });
    return entered[0];
  }

  /** For each {@link #enter} that gave true, once. */
  public void leave(K key) {
    counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
  }

  int keys() {
    return counts.size();
  }
}
