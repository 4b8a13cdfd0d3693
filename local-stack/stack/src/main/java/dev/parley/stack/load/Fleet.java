package dev.parley.stack.load;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.http.DevTokens;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.StackException;
import dev.parley.stack.device.Gateways;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connected device per user, spread over the gateways. */
final class Fleet implements AutoCloseable {
  /** Connects under way at a time: the servers are to be loaded with messages, not with hellos. */
  private static final int CONNECTING_MAX = 32;

  private static final int CONNECT_TIMEOUT_S = 60;
  private static final int CLOSE_TIMEOUT_S = 10;
  private static final String DEVICE = "load";

  /** Who is told of each message that a device got. */
  interface Hearer {
    void heard(Fleet fleet, Ledger.Device device, Message message);
  }

  private final ClientRuntime runtime;
  private final Gateways gateways;
  private final DevTokens tokens;
  private final Hearer hearer;
  private final Map<String, ParleyClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final Map<String, Integer> reconnects = new ConcurrentSkipListMap<>();

  Fleet(ClientRuntime runtime, Gateways gateways, Hearer hearer) {
    this.runtime = runtime;
    this.gateways = gateways;
    this.tokens = gateways.tokens(runtime.http());
    this.hearer = hearer;
  }

  /** Connects everyone, a few at a time, and returns when all have caught up. */
  void connect(List<String> users, Ledger ledger, Progress progress) throws InterruptedException {
    Semaphore slots = new Semaphore(CONNECTING_MAX);
    for (int i = 0; i < users.size(); i++) {
      acquire(slots, 1, users.size());
      String user = users.get(i);
      CompletableFuture<Void> ready = new CompletableFuture<>();
      var unused =
          ready.thenRun(
              () -> {
                progress.to(connected.incrementAndGet());
                slots.release();
              });
      ClientOptions options =
          ClientOptions.of(gateways.sockets(i % gateways.http().size()), DEVICE, tokens.of(user));
      clients.put(
          user, ParleyClient.connect(runtime, options, new Ears(ledger.device(user), ready)));
    }
    acquire(slots, CONNECTING_MAX, users.size());
  }

  private void acquire(Semaphore slots, int permits, int users) throws InterruptedException {
    if (!slots.tryAcquire(permits, CONNECT_TIMEOUT_S, TimeUnit.SECONDS)) {
      throw new StackException(
          "connections: %d of %d (expected: all within %d s of the last)"
              .formatted(connected.get(), users, CONNECT_TIMEOUT_S));
    }
  }

  ParleyClient of(String user) {
    return Objects.requireNonNull(clients.get(user), user);
  }

  /** How many connections were lost, by reason. */
  Map<String, Integer> reconnects() {
    return Map.copyOf(reconnects);
  }

  @Override
  public void close() {
    clients.values().forEach(ParleyClient::close);
    CompletableFuture<?>[] ends =
        clients.values().stream().map(ParleyClient::closed).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("connections: some did not close in time; the process ends all the same");
    }
  }

  /** What one device hears. */
  private final class Ears implements ClientListener {
    private final Ledger.Device device;
    private final CompletableFuture<Void> ready;

    Ears(Ledger.Device device, CompletableFuture<Void> ready) {
      this.device = device;
      this.ready = ready;
    }

    @Override
    public void onMessage(long position, Message message) {
      hearer.heard(Fleet.this, device, message);
    }

    @Override
    public void onCaughtUp(long position) {
      ready.complete(null);
    }

    @Override
    public void onState(ConnectionState state) {
      if (state instanceof ConnectionState.Waiting waiting) {
        reconnects.merge(waiting.closeCode() + " " + waiting.reason(), 1, Integer::sum);
      }
    }
  }
}
