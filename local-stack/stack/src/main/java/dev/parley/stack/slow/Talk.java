package dev.parley.stack.slow;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.crowd.Crowd;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What devices got: how long short messages took, and how many each device has of all. */
final class Talk implements Crowd.Observer {
  private static final long HIGHEST_US = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Map<String, Long> dueNs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
  private final AtomicInteger lostConnections = new AtomicInteger();
  private volatile Histogram latencyUs = fresh();

  private static Histogram fresh() {
    return new ConcurrentHistogram(HIGHEST_US, DIGITS);
  }

  /** A message whose way is to be measured, from when it was due. */
  void measured(String clientMessageId, long due) {
    dueNs.put(clientMessageId, due);
  }

  /** The ways since the last call, in ms. */
  Latency takeLatency() {
    Histogram us = latencyUs;
    latencyUs = fresh();
    return Latency.of(us);
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
  public void caughtUp(String user) {}

  @Override
  public void received(String user, Message message) {
    if (message.getFrom().equals(user)) {
      return;
    }
    received.computeIfAbsent(user, u -> new AtomicInteger()).incrementAndGet();
    Long due = dueNs.remove(message.getClientMessageId());
    if (due != null) {
      latencyUs.recordValue(
          Math.min(HIGHEST_US, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
    }
  }

  @Override
  public void changed(String user, ConnectionState state) {
    if (state instanceof ConnectionState.Waiting) {
      lostConnections.incrementAndGet();
    }
  }

  /** In ms. */
  record Latency(long count, double p50, double p99, double max) {
    private static final double US_PER_MS = 1000.0;

    static Latency of(Histogram us) {
      return new Latency(
          us.getTotalCount(),
          us.getValueAtPercentile(50) / US_PER_MS,
          us.getValueAtPercentile(99) / US_PER_MS,
          us.getMaxValue() / US_PER_MS);
    }
  }
}
