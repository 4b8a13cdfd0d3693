package dev.parley.stack.load;

import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.device.Gateways;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** One connected device per user, each with its view of the ledger. */
final class Fleet implements Crowd.Observer, AutoCloseable {
  /** Few connects at a time: the servers are to be loaded with messages, not with hellos. */
  private static final Crowd.Manner MANNER =
      new Crowd.Manner("load", 32, Duration.ofSeconds(10), false);

  /** Who is told of each message that a device got. */
  interface Hearer {
    void heard(Fleet fleet, Ledger.Device device, Message message);
  }

  private final Crowd crowd;
  private final Hearer hearer;
  private final Map<String, Ledger.Device> devices = new ConcurrentHashMap<>();
  private final Map<String, Integer> reconnects = new ConcurrentSkipListMap<>();

  Fleet(ClientRuntime runtime, Gateways gateways, Hearer hearer) {
    this.hearer = hearer;
    this.crowd = new Crowd(runtime, gateways, MANNER, this);
  }

  /** Connects everyone and returns when all have caught up. */
  void connect(List<String> users, Ledger ledger, Progress progress) throws InterruptedException {
    users.forEach(user -> devices.put(user, ledger.device(user)));
    crowd.connect(users, progress::to);
  }

  ParleyClient of(String user) {
    return crowd.of(user);
  }

  /** How many connections were lost, by reason. */
  Map<String, Integer> reconnects() {
    return Map.copyOf(reconnects);
  }

  @Override
  public void received(String user, Message message) {
    hearer.heard(this, Objects.requireNonNull(devices.get(user), user), message);
  }

  @Override
  public void changed(String user, ConnectionState state) {
    if (state instanceof ConnectionState.Waiting waiting) {
      reconnects.merge(waiting.closeCode() + " " + waiting.reason(), 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    crowd.close();
  }
}
