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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether each user's watcher, the other one of the pair, sees them as they are. The truth is what
 * the devices' connections do: who was away for less than the debounce was there.
 */
final class Agreement implements Crowd.Observer {
  /** Before this, nobody is to hear that somebody went. */
  static final Duration DEBOUNCE = Duration.ofSeconds(10);

  /** So late a watcher may see what is so. */
  static final Duration LATE_MAX = Duration.ofSeconds(5);

  private final List<String> users;
  private final Map<String, Watched> byUser = new ConcurrentHashMap<>();
  private final Map<String, Long> dueNs = new ConcurrentHashMap<>();
  private final AtomicInteger transitions = new AtomicInteger();
  private final AtomicInteger realChanges = new AtomicInteger();
  private volatile Latencies came = new Latencies();
  private volatile Latencies went = new Latencies();
  private volatile Latencies messages = new Latencies();

  /** One user, as they are and as their watcher sees them. */
  private static final class Watched {
    private boolean connected;
    private boolean seen;
    private long sinceNs;

    /** That they are back after having been gone, and the watcher has not seen it yet. */
    private boolean awaited;

    private synchronized boolean isConnectedFor(Duration time, long now) {
      return connected && now - sinceNs > time.toNanos();
    }

    private synchronized boolean isMistaken(long now) {
      return seen
          ? !connected && now - sinceNs > DEBOUNCE.plus(LATE_MAX).toNanos()
          : isConnectedFor(LATE_MAX, now);
    }
  }

  Agreement(List<String> users) {
    this.users = users;
    users.forEach(user -> byUser.put(user, new Watched()));
  }

  /** How many watchers, of those who could see it, have not seen for too long what is so. */
  int disagreeing() {
    long now = System.nanoTime();
    int count = 0;
    for (int i = 0; i < users.size(); i++) {
      if (of(i).isMistaken(now) && of(i ^ 1).isConnectedFor(LATE_MAX, now)) {
        count++;
      }
    }
    return count;
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
      if (watched.seen == presence.getOnline()) {
        return;
      }
      watched.seen = presence.getOnline();
      transitions.incrementAndGet();
      long now = System.nanoTime();
      if (watched.seen && watched.awaited) {
        watched.awaited = false;
        came.record(watched.sinceNs, now);
      } else if (!watched.seen && !watched.connected) {
        went.record(watched.sinceNs + DEBOUNCE.toNanos(), now);
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
  public void changed(String user, ConnectionState state) {
    Watched watched = byUser.get(user);
    boolean online = state instanceof ConnectionState.Online;
    if (watched == null || watched.connected == online) {
      return;
    }
    synchronized (watched) {
      long now = System.nanoTime();
      if (online && watched.sinceNs > 0 && now - watched.sinceNs > DEBOUNCE.toNanos()) {
        realChanges.addAndGet(2); // went, and is back
        watched.awaited = true;
      }
      watched.connected = online;
      watched.sinceNs = now;
    }
  }

  private Watched of(int index) {
    return Objects.requireNonNull(byUser.get(users.get(index)));
  }
}
