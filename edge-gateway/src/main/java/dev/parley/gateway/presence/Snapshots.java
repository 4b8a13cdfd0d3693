package dev.parley.gateway.presence;

import dev.parley.protocol.v1.PresenceStatus;
import java.util.Collection;
import java.util.List;

/** A first answer, from a cache. It may be slow, and is asked on a thread of its own. */
@FunctionalInterface
public interface Snapshots {
  List<PresenceStatus> read(String viewer, Collection<String> users);
}
