package dev.parley.chaos.device;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Recorder;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.TokenSource;
import dev.parley.client.http.DevTokens;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.stack.StackException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Devices that are spread over the gateways, half of them speaking JSON and half protobuf. */
public final class Fleet implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(90);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final int THREADS = 4;

  /** Connects under way at a time: what is to be tested is not a storm of hellos. */
  private static final int CONNECTING_MAX = 16;

  private final Recorder recorder;
  private final Owners owners = new Owners();
  private final ClientRuntime runtime;
  private final List<URI> gateways;
  private final DevTokens tokens;
  private final Map<String, String> userTokens = new ConcurrentHashMap<>();
  private final List<VirtualDevice> devices = new ArrayList<>();
  private int connected;

  /**
   * Nobody is connected yet.
   *
   * @param gateways http addresses that the devices use
   */
  public Fleet(List<URI> gateways, Recorder recorder) {
    this.gateways = List.copyOf(gateways);
    this.recorder = recorder;
    this.runtime =
        new ClientRuntime(THREADS, real -> new RecordingTransport(real, owners, recorder));
    this.tokens = new DevTokens(runtime.http(), this.gateways);
  }

  /** Connects these, a few at a time, and returns when all have caught up. */
  public void connect(List<DeviceKey> keys) throws InterruptedException {
    for (int from = 0; from < keys.size(); from += CONNECTING_MAX) {
      List<VirtualDevice> some =
          keys.subList(from, Math.min(keys.size(), from + CONNECTING_MAX)).stream()
              .map(this::connect)
              .toList();
      devices.addAll(some);
      await(some.stream().map(VirtualDevice::ready).toList(), CONNECT_LIMIT);
    }
  }

  /** A user's devices come one after the other, and so get different gateways. */
  private VirtualDevice connect(DeviceKey key) {
    int number = connected++;
    owners.add(key);
    FrameCodec codec = number / gateways.size() % 2 == 0 ? FrameCodec.JSON : FrameCodec.PROTO;
    ClientOptions options =
        ClientOptions.of(
                socketsFrom(number % gateways.size()), key.device(), TokenSource.of(token(key)))
            .withCodec(codec);
    return new VirtualDevice(key, runtime, options, recorder);
  }

  /** Each device gets its token once: who gives tokens out is no part of what is tested. */
  private String token(DeviceKey key) {
    return userTokens.computeIfAbsent(key.user(), user -> tokens.token(user).join());
  }

  private List<URI> socketsFrom(int first) {
    List<URI> sockets = new ArrayList<>();
    for (int i = 0; i < gateways.size(); i++) {
      String address = gateways.get((first + i) % gateways.size()).toString();
      sockets.add(URI.create("ws" + address.substring("http".length())));
    }
    return sockets;
  }

  private static void await(List<CompletableFuture<Void>> all, Duration limit)
      throws InterruptedException {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      long done = all.stream().filter(CompletableFuture::isDone).count();
      throw new StackException(
          "devices: %d of %d caught up (expected: all within %d s)"
              .formatted(done, all.size(), limit.toSeconds()),
          e);
    }
  }

  public List<VirtualDevice> devices() {
    return List.copyOf(devices);
  }

  public ClientRuntime runtime() {
    return runtime;
  }

  /** The token of a user of a connected device. */
  public String tokenOf(String user) {
    return Objects.requireNonNull(userTokens.get(user), user);
  }

  /** Ends all connections; what the devices had not sent stays unsent. */
  @Override
  public void close() {
    devices.forEach(VirtualDevice::close);
    try {
      await(devices.stream().map(VirtualDevice::closed).toList(), CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      runtime.close();
    }
  }
}
