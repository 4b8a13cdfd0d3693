package dev.parley.presence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A roster for tests of the rules. */
final class InMemoryRoster implements RosterStore {
  private final Map<String, RosterEntry> entries = new TreeMap<>();
  private long incarnation = -1;
  private long heardAt;

  @Override
  public long incarnation() {
    return incarnation;
  }

  @Override
  public long heardAt() {
    return heardAt;
  }

  @Override
  public void setHeard(long nextIncarnation, long at) {
    incarnation = nextIncarnation;
    heardAt = at;
  }

  @Override
  public Optional<RosterEntry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public void put(String key, RosterEntry entry) {
    entries.put(key, entry);
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  @Override
  public Iterable<Map.Entry<String, RosterEntry>> entries() {
    return List.copyOf(entries.entrySet());
  }
}
