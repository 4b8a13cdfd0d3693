package dev.parley.stack.presence;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.Latencies;
import dev.parley.stack.crowd.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether each user's watcher sees them as they are. The truth is what the devices do; a device
 * that flaps is there.
 */
final class Agreement implements Crowd.Observer {
  /** Before this, nobody is to hear that somebody went. */
  static final Duration DEBOUNCE = Duration.ofSeconds(10);

  private final Map<String, Watched> byUser = new ConcurrentHashMap<>();
  private final Map<String, Long> dueNs = new ConcurrentHashMap<>();
  private final AtomicInteger transitions = new AtomicInteger();
  private final AtomicInteger realChanges = new AtomicInteger();
  private volatile Latencies came = new Latencies();
  private volatile Latencies went = new Latencies();
  private volatile Latencies messages = new Latencies();

  /** One user, as they are and as their watcher sees them. */
  private static final class Watched {
    private boolean there = true;
    private boolean seen;
    private long changedNs = System.nanoTime();
    private boolean awaited;

    private synchronized void changes(boolean nowThere) {
      there = nowThere;
      changedNs = System.nanoTime();
      awaited = true;
    }

    private synchronized boolean agrees() {
      return there == seen;
    }
  }

  Agreement(List<String> users) {
    users.forEach(user -> byUser.put(user, new Watched()));
  }

  /** The user goes for long, or is back from that. */
  void changes(String user, boolean there) {
    realChanges.incrementAndGet();
    of(user).changes(there);
  }

  /** How many watchers don't see what is so. */
  int disagreeing() {
    return (int) byUser.values().stream().filter(watched -> !watched.agrees()).count();
  }

  /** What watchers were shown more than what really happened, since the last look. */
  Changes takeChanges() {
    return new Changes(realChanges.getAndSet(0), transitions.getAndSet(0));
  }

  record Changes(int real, int shown) {}

  /** How late the watchers saw it, since the last look; going without the debounce. */
  Staleness takeStaleness() {
    Staleness taken = new Staleness(came.summary(), went.summary());
    came = new Latencies();
    went = new Latencies();
    return taken;
  }

  record Staleness(Latency came, Latency went) {}

  /** A message whose way is to be measured, from when it was due. */
  void measured(String clientMessageId, long due, Latencies into) {
    messages = into;
    dueNs.put(clientMessageId, due);
  }

  @Override
  public void present(String watcher, Presence presence) {
    Watched watched = byUser.get(presence.getUserId());
    if (watched == null) {
      return;
    }
    synchronized (watched) {
      if (watched.seen != presence.getOnline()) {
        watched.seen = presence.getOnline();
        transitions.incrementAndGet();
      }
      if (watched.awaited && watched.seen == watched.there) {
        watched.awaited = false;
        long debounce = watched.there ? 0 : DEBOUNCE.toNanos();
        (watched.there ? came : went).record(watched.changedNs + debounce, System.nanoTime());
      }
    }
  }

  @Override
  public void received(String user, Message message) {
    if (!message.getFrom().equals(user)) {
      Long due = dueNs.remove(message.getClientMessageId());
      if (due != null) {
        messages.record(due, System.nanoTime());
      }
    }
  }

  @Override
  public void changed(String user, ConnectionState state) {}

  private Watched of(String user) {
    Watched watched = byUser.get(user);
    if (watched == null) {
      throw new IllegalArgumentException("user: " + user + " (expected: a watched one)");
    }
    return watched;
  }
}
