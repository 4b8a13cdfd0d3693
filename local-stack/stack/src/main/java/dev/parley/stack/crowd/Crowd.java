package dev.parley.stack.crowd;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.TokenSource;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.http.DevTokens;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.stack.StackException;
import dev.parley.stack.device.Gateways;
import java.net.URI;
import java.time.Duration;
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
import java.util.function.IntConsumer;

/** Well-behaved devices, one of each user, spread over the gateways. */
public final class Crowd implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_S = 60;

  private final ClientRuntime runtime;
  private final Gateways gateways;
  private final DevTokens tokens;
  private final Manner manner;
  private final Observer observer;
  private final Map<String, ParleyClient> clients = new ConcurrentHashMap<>();
  private final Map<String, TokenSource> remembered = new ConcurrentHashMap<>();
  private final AtomicInteger connected = new AtomicInteger();

  /** Hears of all devices, from many threads. */
  public interface Observer {
    default void caughtUp(String user) {}

    void received(String user, Message message);

    void changed(String user, ConnectionState state);

    default void present(String watcher, Presence presence) {}
  }

  /**
   * How the devices behave.
   *
   * @param device what each user's device is called
   * @param connectingMax connects under way at a time
   * @param closePatience how long their connections may take to close
   * @param keepToken whether a device keeps its token for its life, or asks for one at each connect
   */
  public record Manner(
      String device, int connectingMax, Duration closePatience, boolean keepToken) {
    /** Of very many devices. */
    public static final Manner MANY = new Manner("crowd", 64, Duration.ofSeconds(15), true);
  }

  public Crowd(ClientRuntime runtime, Gateways gateways, Manner manner, Observer observer) {
    this.runtime = runtime;
    this.gateways = gateways;
    this.tokens = gateways.tokens(runtime.http());
    this.manner = manner;
    this.observer = observer;
  }

  public void connect(List<String> users) throws InterruptedException {
    connect(users, number -> {});
  }

  /**
   * Connects the users, a few at a time, until all are caught up.
   *
   * @param progress is told how many have
   */
  public void connect(List<String> users, IntConsumer progress) throws InterruptedException {
    Semaphore slots = new Semaphore(manner.connectingMax());
    for (int i = 0; i < users.size(); i++) {
      acquire(slots, 1, users.size());
      var unused =
          join(users.get(i), gateways.sockets(i % gateways.http().size()))
              .thenRun(
                  () -> {
                    progress.accept(connected.incrementAndGet());
                    slots.release();
                  });
    }
    acquire(slots, manner.connectingMax(), users.size());
  }

  public ParleyClient of(String user) {
    return Objects.requireNonNull(clients.get(user), user);
  }

  /** Its user's device goes; complete when its socket is gone. */
  public CompletableFuture<Void> leave(String user) {
    ParleyClient client = of(user);
    client.close();
    return client.closed();
  }

  /** The device of a user who left is back; complete when it has caught up. */
  public CompletableFuture<Void> come(String user, int gateway) {
    return join(user, gateways.sockets(gateway));
  }

  @Override
  public void close() {
    clients.values().forEach(ParleyClient::close);
    CompletableFuture<?>[] ends =
        clients.values().stream().map(ParleyClient::closed).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(manner.closePatience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("connections: some did not close in time; the process ends all the same");
    }
  }

  private CompletableFuture<Void> join(String user, List<URI> sockets) {
    CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    TokenSource token =
        manner.keepToken()
            ? remembered.computeIfAbsent(user, u -> remembered(tokens.of(u)))
            : tokens.of(user);
    ClientOptions options = ClientOptions.of(sockets, manner.device(), token);
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
    public void onPresence(Presence presence) {
      observer.present(user, presence);
    }

    @Override
    public void onState(ConnectionState state) {
      observer.changed(user, state);
    }
  }
}
