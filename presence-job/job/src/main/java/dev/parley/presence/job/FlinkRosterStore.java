package dev.parley.presence.job;

import dev.parley.flink.StateAccess;
import dev.parley.presence.RosterEntry;
import dev.parley.presence.RosterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** The roster of the operator's current key, in Flink's keyed state. */
final class FlinkRosterStore implements RosterStore {
  private static final long NEVER = -1;

  private final ValueState<Long> incarnation;
  private final ValueState<Long> heardAt;
  private final MapState<String, byte[]> entries;

  FlinkRosterStore(RuntimeContext context) {
    incarnation = context.getState(RosterStates.incarnation());
    heardAt = context.getState(RosterStates.heardAt());
    entries = context.getMapState(RosterStates.entries());
  }

  @Override
  public long incarnation() {
    return StateAccess.read(incarnation::value).orElse(NEVER);
  }

  @Override
  public long heardAt() {
    return StateAccess.read(heardAt::value).orElse(0L);
  }

  @Override
  public void setHeard(long nextIncarnation, long at) {
    StateAccess.write(
        () -> {
          incarnation.update(nextIncarnation);
          heardAt.update(at);
        });
  }

  @Override
  public Optional<RosterEntry> get(String key) {
    return StateAccess.read(() -> entries.get(key)).map(RosterEntry::of);
  }

  @Override
  public void put(String key, RosterEntry entry) {
    StateAccess.write(() -> entries.put(key, entry.toBytes()));
  }

  @Override
  public void remove(String key) {
    StateAccess.write(() -> entries.remove(key));
  }

  @Override
  public Iterable<Map.Entry<String, RosterEntry>> entries() {
    List<Map.Entry<String, RosterEntry>> copy = new ArrayList<>();
    StateAccess.write(
        () ->
            entries
                .entries()
                .forEach(
                    entry ->
                        copy.add(Map.entry(entry.getKey(), RosterEntry.of(entry.getValue())))));
    return copy;
  }
}
