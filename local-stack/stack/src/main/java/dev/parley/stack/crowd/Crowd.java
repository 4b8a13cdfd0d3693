package dev.parley.stack.crowd;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.TokenSource;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.http.DevTokens;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.StackException;
import dev.parley.stack.device.Gateways;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Well-behaved devices, one of each user. */
public final class Crowd implements AutoCloseable {
  /** What each user's device is called. */
  public static final String DEVICE = "crowd";

  private static final int CONNECTING_MAX = 64;
  private static final int CONNECT_TIMEOUT_S = 60;
  private static final int CLOSE_TIMEOUT_S = 15;

  private final ClientRuntime runtime;
  private final Gateways gateways;
  private final DevTokens tokens;
  private final Observer observer;
  private final Map<String, ParleyClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger connected = new AtomicInteger();

  /** Hears of all devices, from many threads. */
  public interface Observer {
    void caughtUp(String user);

    void received(String user, Message message);

    void changed(String user, ConnectionState state);
  }

  public Crowd(ClientRuntime runtime, Gateways gateways, Observer observer) {
    this.runtime = runtime;
    this.gateways = gateways;
    this.tokens = gateways.tokens(runtime.http());
    this.observer = observer;
  }

  /** Connects the users, a few at a time and spread over the gateways, until all are caught up. */
  public void connect(List<String> users) throws InterruptedException {
    Semaphore slots = new Semaphore(CONNECTING_MAX);
    for (int i = 0; i < users.size(); i++) {
      acquire(slots, 1, users.size());
      var unused =
          join(users.get(i), gateways.sockets(i % gateways.http().size()))
              .thenRun(
                  () -> {
                    connected.incrementAndGet();
                    slots.release();
                  });
    }
    acquire(slots, CONNECTING_MAX, users.size());
  }

  public ParleyClient of(String user) {
    return Objects.requireNonNull(clients.get(user), user);
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

  private CompletableFuture<Void> join(String user, List<URI> sockets) {
    CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    ClientOptions options = ClientOptions.of(sockets, DEVICE, remembered(tokens.of(user)));
    clients.put(user, ParleyClient.connect(runtime, options, new Ears(user, caughtUp)));
    return caughtUp;
  }

  private void acquire(Semaphore slots, int permits, int users) throws InterruptedException {
    if (!slots.tryAcquire(permits, CONNECT_TIMEOUT_S, TimeUnit.SECONDS)) {
      throw new StackException(
          "connections: %d of %d (expected: all within %d s of the last)"
              .formatted(connected.get(), users, CONNECT_TIMEOUT_S));
    }
  }

  /** A device keeps its token for its life; asking for one at each connect is not its way. */
  private static TokenSource remembered(TokenSource source) {
    ConcurrentHashMap<String, CompletableFuture<String>> known = new ConcurrentHashMap<>();
    return () -> {
      CompletableFuture<String> token = known.computeIfAbsent("", key -> source.token());
      if (token.isCompletedExceptionally()) {
        known.remove("", token);
      }
      return token;
    };
  }

  private final class Ears implements ClientListener {
    private final String user;
    private final CompletableFuture<Void> ready;

    Ears(String user, CompletableFuture<Void> ready) {
      this.user = user;
      this.ready = ready;
    }

    @Override
    public void onMessage(long position, Message message) {
      observer.received(user, message);
    }

    @Override
    public void onCaughtUp(long position) {
      ready.complete(null);
      observer.caughtUp(user);
    }

    @Override
    public void onState(ConnectionState state) {
      observer.changed(user, state);
    }
  }
}
