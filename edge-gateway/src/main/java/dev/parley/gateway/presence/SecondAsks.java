package dev.parley.gateway.presence;

import dev.parley.protocol.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is to be asked for once more, a period after the first time: the job may not have known yet
 * that the two talk. Not safe for use by many threads.
 */
final class SecondAsks {
  private final List<Set<Ask>> byPartition =
      IntStream.range(0, Topics.PRESENCE_SIGNALS.partitions())
          .mapToObj(partition -> (Set<Ask>) new LinkedHashSet<Ask>())
          .collect(Collectors.toCollection(ArrayList::new));

  record Ask(String user, String watcher) {}

  void add(String user, String watcher) {
    of(user).add(new Ask(user, watcher));
  }

  void remove(String user, String watcher) {
    of(user).remove(new Ask(user, watcher));
  }

  /** Those that were first asked for by now. */
  Set<Ask> take(int partition) {
    return byPartition.set(partition, new LinkedHashSet<>());
  }

  private Set<Ask> of(String user) {
    return byPartition.get(Signals.partition(user));
  }
}
