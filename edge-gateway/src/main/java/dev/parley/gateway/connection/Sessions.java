package dev.parley.gateway.connection;

import dev.parley.gateway.session.Push;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The connections of this gateway: all of them, and by session the open ones. */
public final class Sessions {
  private final Map<String, Connection> bySession = new ConcurrentHashMap<>();
  private final Collection<Connection> all = ConcurrentHashMap.newKeySet();
  private final Object emptied = new Object();

  void connected(Connection connection) {
    all.add(connection);
  }

  void opened(Connection connection) {
    bySession.put(connection.sessionId(), connection);
  }

  void ended(Connection connection) {
    bySession.remove(connection.sessionId(), connection);
    all.remove(connection);
    if (all.isEmpty()) {
      synchronized (emptied) {
        emptied.notifyAll();
      }
    }
  }

  /** Passes a record on to those of its sessions that still exist. */
  public void push(Push push) {
    for (String sessionId : push.record().getSessionIdsList()) {
      Connection connection = bySession.get(sessionId);
      if (connection != null) {
        connection.push(push);
      }
    }
  }

  public Collection<Connection> all() {
    return all;
  }

  public int size() {
    return all.size();
  }

  /** For how long the oldest accepted send that is known of has been on its way. */
  public long oldestUndeliveredMs(long now) {
    return all.stream().mapToLong(connection -> connection.undeliveredMs(now)).max().orElse(0);
  }

  /** False if there still were connections when time was up. */
  public boolean awaitEmpty(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (emptied) {
      while (!all.isEmpty()) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMs <= 0) {
          return false;
        }
        try {
          emptied.wait(leftMs);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}
