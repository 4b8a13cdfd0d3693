package dev.parley.stack.slow;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.Latencies;
import dev.parley.stack.crowd.Latency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What devices got: how long short messages took, and how many each device has of all. */
final class Talk implements Crowd.Observer {
  private final Map<String, Long> dueNs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
  private final AtomicInteger lostConnections = new AtomicInteger();
  private volatile Latencies latencies = new Latencies();

  /** A message whose way is to be measured, from when it was due. */
  void measured(String clientMessageId, long due) {
    dueNs.put(clientMessageId, due);
  }

  /** The ways since the last call, in ms. */
  Latency takeLatency() {
    Latencies taken = latencies;
    latencies = new Latencies();
    return taken.summary();
  }

  /** Measured messages that are still on their way. */
  int underWay() {
    return dueNs.size();
  }

  int receivedBy(String user) {
    AtomicInteger count = received.get(user);
    return count == null ? 0 : count.get();
  }

  int lostConnections() {
    return lostConnections.get();
  }

  @Override
  public void received(String user, Message message) {
    if (message.getFrom().equals(user)) {
      return;
    }
    received.computeIfAbsent(user, u -> new AtomicInteger()).incrementAndGet();
    Long due = dueNs.remove(message.getClientMessageId());
    if (due != null) {
      latencies.record(due, System.nanoTime());
    }
  }

  @Override
  public void changed(String user, ConnectionState state) {
    if (state instanceof ConnectionState.Waiting) {
      lostConnections.incrementAndGet();
    }
  }
}
