package dev.parley.stack.storm;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.Latencies;
import dev.parley.stack.crowd.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes when each device is back, and what became of the messages written while it was away. */
final class Storm implements Crowd.Observer {
  private final List<String> users;
  private final Set<String> back = ConcurrentHashMap.newKeySet();
  private final Latencies away = new Latencies();
  private final Set<String> cut = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> shown = new ConcurrentHashMap<>();
  private final Map<String, Integer> lostWhy = new ConcurrentSkipListMap<>();
  private final CountDownLatch returns;
  private final CountDownLatch delivered;
  private volatile long cutAtNs = Long.MAX_VALUE;

  Storm(List<String> users, int messages) {
    this.users = users;
    this.returns = new CountDownLatch(users.size());
    this.delivered = new CountDownLatch(messages);
  }

  /** From here on, who was cut and is caught up is back. To be called before the cut. */
  void begins() {
    cutAtNs = System.nanoTime();
  }

  boolean awaitEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    return returns.await(patience.toNanos(), TimeUnit.NANOSECONDS)
        && delivered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** From the cut, of those who are back. */
  Latency away() {
    return away.summary();
  }

  int missing() {
    return users.size() - back.size();
  }

  int undelivered() {
    return (int) delivered.getCount();
  }

  int doubled() {
    return shown.values().stream().mapToInt(times -> times.get() - 1).sum();
  }

  Map<String, Integer> lostWhy() {
    return Map.copyOf(lostWhy);
  }

  @Override
  public void caughtUp(String user) {
    // A device may still be catching up for the first time when the storm begins.
    if (cut.contains(user) && back.add(user)) {
      away.record(cutAtNs, System.nanoTime());
      returns.countDown();
    }
  }

  @Override
  public void received(String user, Message message) {
    if (!message.getFrom().equals(user)
        && shown
                .computeIfAbsent(message.getClientMessageId(), id -> new AtomicInteger())
                .incrementAndGet()
            == 1) {
      delivered.countDown();
    }
  }

  @Override
  public void changed(String user, ConnectionState state) {
    if (cutAtNs != Long.MAX_VALUE && state instanceof ConnectionState.Waiting waiting) {
      cut.add(user);
      lostWhy.merge(waiting.closeCode() + " " + waiting.reason(), 1, Integer::sum);
    }
  }
}
