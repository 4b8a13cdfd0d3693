package dev.parley.presence;

import java.util.Map;
import java.util.Optional;

/** What one gateway said of one partition's users. Who keeps it decides where. */
public interface RosterStore {
  /** Of the gateway, as it last spoke; -1 = it never did. */
  long incarnation();

  /** When it last spoke. */
  long heardAt();

  void setHeard(long incarnation, long at);

  Optional<RosterEntry> get(String key);

  void put(String key, RosterEntry entry);

  void remove(String key);

  /** A copy: what it names may be removed meanwhile. */
  Iterable<Map.Entry<String, RosterEntry>> entries();
}
