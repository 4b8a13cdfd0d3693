package dev.parley.gateway;

import dev.parley.gateway.http.Listeners;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.session.SessionLimits;
import dev.parley.gateway.socket.OriginPolicy;
import dev.parley.protocol.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a gateway; SIGTERM drains it. Ends with 0 after a drain, and else with another code. */
@Command(
    name = "gateway",
    description = "Parley's edge: devices on one side, Kafka on the other.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class GatewayMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
  private static final int DRAINED = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int SLOT_LOST = 3;

  /** Measured: an idle one holds about half of it. */
  private static final long HEAP_BYTES_A_CONNECTION = 32 * 1024;

  @Option(
      names = "--slot",
      required = true,
      defaultValue = "${env:PARLEY_SLOT}",
      description = "Which gateway this is, from 0. At most one process a slot.")
  private int slot;

  @Option(names = "--host", defaultValue = "${env:PARLEY_HOST:-127.0.0.1}")
  private String host = "";

  @Option(names = "--port", required = true, defaultValue = "${env:PARLEY_PORT}")
  private int port;

  @Option(names = "--admin-port", required = true, defaultValue = "${env:PARLEY_ADMIN_PORT}")
  private int adminPort;

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      defaultValue = "${env:PARLEY_KAFKA}")
  private String kafka = "";

  @Option(
      names = "--zookeeper",
      required = true,
      paramLabel = "HOST:PORT",
      defaultValue = "${env:PARLEY_ZOOKEEPER}",
      description = "Where HBase is found.")
  private String zookeeper = "";

  @Option(
      names = "--redis",
      required = true,
      paramLabel = "HOST:PORT",
      defaultValue = "${env:PARLEY_REDIS}")
  private String redis = "";

  @Option(
      names = "--token-key",
      required = true,
      paramLabel = "FILE",
      defaultValue = "${env:PARLEY_TOKEN_KEY}",
      description = "32 bytes in base64; made if missing.")
  private Path tokenKey = Path.of("");

  @Option(
      names = "--dev-tokens",
      defaultValue = "${env:PARLEY_DEV_TOKENS:-false}",
      description = "Give a token to whoever asks. For development only.")
  private boolean devTokens;

  @Option(
      names = "--web",
      paramLabel = "DIR",
      defaultValue = "${env:PARLEY_WEB}",
      description = "The built web client, to be served at /.")
  private @Nullable Path web;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      split = ",",
      defaultValue = "${env:PARLEY_ALLOW_ORIGIN}",
      description = "A web page's origin that may connect, besides the gateway's own.")
  private List<String> allowOrigin = List.of();

  @Option(
      names = "--connections",
      defaultValue = "${env:PARLEY_CONNECTIONS:-0}",
      description = "Connections at once (default: what the heap has room for).")
  private int connections;

  @Option(
      names = "--user-connections",
      defaultValue = "${env:PARLEY_USER_CONNECTIONS:-32}",
      description = "Connections at once of one user (default: ${DEFAULT-VALUE}).")
  private int userConnections;

  @Option(
      names = "--user-frames-per-second",
      defaultValue = "${env:PARLEY_USER_FRAMES_PER_SECOND:-1000}",
      description = "Of one user, over all connections (default: ${DEFAULT-VALUE}).")
  private int userFramesPerSecond;

  @Option(
      names = "--user-frame-burst",
      defaultValue = "${env:PARLEY_USER_FRAME_BURST:-4000}",
      description = "Of one user, over all connections (default: ${DEFAULT-VALUE}).")
  private int userFrameBurst;

  @Option(
      names = "--address-connections",
      defaultValue = "${env:PARLEY_ADDRESS_CONNECTIONS:-20000}",
      description = "Connections at once of one address (default: ${DEFAULT-VALUE}).")
  private int addressConnections;

  @Option(
      names = "--frames-per-second",
      defaultValue = "${env:PARLEY_FRAMES_PER_SECOND:-500}",
      description = "Of one connection (default: ${DEFAULT-VALUE}).")
  private int framesPerSecond;

  @Option(
      names = "--frame-burst",
      defaultValue = "${env:PARLEY_FRAME_BURST:-2000}",
      description = "Of one connection (default: ${DEFAULT-VALUE}).")
  private int frameBurst;

  @Option(names = "--hello-timeout-ms", hidden = true, defaultValue = "10000")
  private long helloTimeoutMs;

  @Option(names = "--ping-interval-ms", hidden = true, defaultValue = "25000")
  private long pingIntervalMs;

  @Option(names = "--pong-timeout-ms", hidden = true, defaultValue = "10000")
  private long pongTimeoutMs;

  @Option(names = "--stall-timeout-ms", hidden = true, defaultValue = "10000")
  private long stallTimeoutMs;

  public static void main(String[] args) {
    int code =
        new CommandLine(new GatewayMain())
            .setParameterExceptionHandler(
                (problem, given) -> {
                  System.err.println(problem.getMessage() + " (see --help)");
                  return MISUSED;
                })
            .execute(args);
    // Exit would wait for the drain that the shutdown hook begins; whoever gets here needs none.
    Runtime.getRuntime().halt(code);
  }

  @Override
  public Integer call() throws InterruptedException {
    Gateway gateway;
    try {
      gateway = Gateway.start(config());
    } catch (StartupException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      LOG.debug("start failed", e);
      return FAILED;
    }
    Thread drain =
        new Thread(
            () -> {
              gateway.drain();
              // The JVM would report the signal as its exit code, although all went well.
              Runtime.getRuntime().halt(DRAINED);
            },
            "drain");
    Runtime.getRuntime().addShutdownHook(drain);
    gateway.awaitSlotLost();
    gateway.abandon();
    return SLOT_LOST;
  }

  private int totalConnections() {
    return connections > 0
        ? connections
        : (int) (Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_CONNECTION);
  }

  private GatewayConfig config() {
    if (slot < 0 || slot >= Topics.GATEWAY_SLOTS) {
      throw new IllegalArgumentException(
          "slot: " + slot + " (expected: 0 to " + (Topics.GATEWAY_SLOTS - 1) + ")");
    }
    Set<String> origins =
        allowOrigin.stream().map(OriginPolicy::checked).collect(Collectors.toUnmodifiableSet());
    return new GatewayConfig(
        slot,
        new Listeners.Addresses(host, port, adminPort),
        new GatewayConfig.Stores(kafka, zookeeper, redis),
        tokenKey,
        devTokens,
        Optional.ofNullable(web),
        new OriginPolicy(origins),
        new GatewayConfig.Caps(
            totalConnections(),
            new UserLimits.Limits(userConnections, userFramesPerSecond, userFrameBurst),
            addressConnections),
        new SessionLimits(
            Duration.ofMillis(helloTimeoutMs),
            Duration.ofMillis(pingIntervalMs),
            Duration.ofMillis(pongTimeoutMs),
            Duration.ofMillis(stallTimeoutMs),
            SessionLimits.DEFAULT.drainTimeout(),
            framesPerSecond,
            frameBurst));
  }
}
