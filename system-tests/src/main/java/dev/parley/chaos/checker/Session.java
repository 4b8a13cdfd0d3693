package dev.parley.chaos.checker;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.Connected;
import dev.parley.chaos.history.Operation.Entry;
import dev.parley.chaos.history.Operation.OnSession;
import java.util.List;
import java.util.stream.Stream;

/**
 * One connection of a device.
 *
 * @param seen what came on it, in order
 */
public record Session(Connected connected, List<OnSession> seen) {
  public Session {
    seen = List.copyOf(seen);
  }

  public DeviceKey device() {
    return connected.key();
  }

  public Stream<Entry> entries() {
    return seen.stream().filter(Entry.class::isInstance).map(Entry.class::cast);
  }

  @Override
  public String toString() {
    return "%s on connection %d to %s"
        .formatted(device(), connected.session(), connected.gateway());
  }
}
