package dev.parley.gateway;

import dev.parley.gateway.auth.TokenIssuer;
import dev.parley.gateway.auth.TokenKey;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.connection.Backend;
import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.Connections;
import dev.parley.gateway.connection.Doorkeeper;
import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.drain.Drain;
import dev.parley.gateway.egress.PushReader;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.history.StoredHistory;
import dev.parley.gateway.http.DevTokenHandler;
import dev.parley.gateway.http.HistoryHandlers;
import dev.parley.gateway.http.Listeners;
import dev.parley.gateway.http.Routes;
import dev.parley.gateway.http.WebApp;
import dev.parley.gateway.ingress.GatewayProducer;
import dev.parley.gateway.ingress.InboundLogs;
import dev.parley.gateway.ingress.KafkaMessageLog;
import dev.parley.gateway.ingress.KafkaSignals;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.liveness.Incarnation;
import dev.parley.gateway.liveness.KeepAlive;
import dev.parley.gateway.liveness.Lease;
import dev.parley.gateway.liveness.SlotWatch;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.load.LoadWatch;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.presence.Presence;
import dev.parley.gateway.presence.PresenceBeat;
import dev.parley.gateway.presence.PresenceHub;
import dev.parley.gateway.presence.PresenceMetrics;
import dev.parley.gateway.socket.ConnectHandler;
import dev.parley.history.presence.PresenceSnapshots;
import dev.parley.history.recent.RecentMessages;
import dev.parley.history.recent.RecentStore;
import dev.parley.history.store.HistoryStore;
import dev.parley.history.store.Patience;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway process. It takes connections only once it holds its slot and stands at the end of
 * its pushes, so no session can miss what is sent to it.
 */
final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(6);
  private static final Duration LOST_SLOT_PATIENCE = Duration.ofSeconds(3);

  /** What waits for devices that don't read may take this part of the heap. */
  private static final long QUEUE_SHARE = 4;

  private final Door door;
  private final Sessions sessions;
  private final Listeners listeners;
  private final KafkaLink kafka;
  private final PushReader reader;
  private final KeepAlive keepAlive;
  private final LoadWatch watch;
  private final PresenceLink presence;
  private final CountDownLatch slotLost = new CountDownLatch(1);

  private Gateway(
      Door door,
      Sessions sessions,
      Listeners listeners,
      KafkaLink kafka,
      PushReader reader,
      KeepAlive keepAlive,
      LoadWatch watch,
      PresenceLink presence) {
    this.door = door;
    this.sessions = sessions;
    this.listeners = listeners;
    this.kafka = kafka;
    this.reader = reader;
    this.keepAlive = keepAlive;
    this.watch = watch;
    this.presence = presence;
  }

  static Gateway start(GatewayConfig config) throws StartupException {
    Clock clock = Clock.systemUTC();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    GatewayMetrics metrics = new GatewayMetrics(registry);
    Sessions sessions = new Sessions();
    metrics.gauge("parley.gateway.connections", sessions::size);
    metrics.gauge(
        "parley.gateway.undelivered.oldest.ms", () -> sessions.oldestUndeliveredMs(clock.millis()));
    Lease lease = new Lease(KeepAlive.LEASE.toMillis(), Gateway::monotonicMs);
    Load load = new Load(lease::isHeld, Runtime.getRuntime().maxMemory() / QUEUE_SHARE, metrics);
    TokenKey key = loadKey(config);
    // HBase and the cache need not be there: people can talk without them.
    HistoryStore store = new HistoryStore(config.stores().zookeeper(), Patience.READER);
    RecentStore recent = RecentStore.at(config.stores().redis());
    Queries queries = new Queries(new StoredHistory(store, new RecentMessages(recent)));
    queries.warmUp();

    TokenVerifier tokens = new TokenVerifier(key);
    UserLimits users = new UserLimits(config.caps().perUser());
    Door door = new Door();
    Routes routes =
        new Routes(
            new ConnectHandler(
                config.origins(), new Cap<>(config.caps().perAddress()), load, metrics, door),
            new HistoryHandlers(tokens, queries, users, load, clock),
            config.devTokens()
                ? Optional.of(new DevTokenHandler(new TokenIssuer(key), clock))
                : Optional.empty(),
            config.web().map(WebApp::new),
            () -> door.isOpen() && load.takesConnections(),
            registry::scrape);
    Listeners listeners = listen(config, routes);
    try {
      KafkaLink kafka = KafkaLink.open(config);
      Incarnation incarnation = kafka.claim(config.slot(), lease);
      KafkaMessageLog log = kafka.log(GatewayProducer.MESSAGES, Gateway::monotonicMs);
      KafkaMessageLog receipts = kafka.log(GatewayProducer.RECEIPTS, Gateway::monotonicMs);
      KafkaMessageLog signals = kafka.log(GatewayProducer.SIGNALS, Gateway::monotonicMs);
      PresenceHub hub =
          new PresenceHub(
              config.slot(),
              incarnation.number(),
              new KafkaSignals(signals),
              load,
              new PresenceMetrics(registry),
              clock);
      SlotWatch slot =
          new SlotWatch(
              incarnation,
              lease,
              () -> {
                sessions.all().forEach(Connection::feedInDoubt);
                hub.inDoubt();
              });
      PushReader reader = kafka.pushReader(config, slot, sessions, metrics, clock);
      PresenceLink presence =
          new PresenceLink(
              new Presence(hub, new PresenceSnapshots(recent)::read),
              kafka.signalReader(config, slot, hub),
              new PresenceBeat(hub));
      LoadWatch.LogState state = LoadWatch.LogState.worse(log, receipts);
      metrics.gauge(
          "parley.gateway.unanswered.bytes",
          () -> log.unansweredBytes() + receipts.unansweredBytes());
      metrics.gauge("parley.gateway.unanswered.oldest.ms", state::oldestUnansweredMs);
      KeepAlive keepAlive = new KeepAlive(incarnation, lease, log);
      LoadWatch watch =
          new LoadWatch(load, state, listeners.loops(), Gateway::monotonicMs, metrics);
      Gateway gateway =
          new Gateway(door, sessions, listeners, kafka, reader, keepAlive, watch, presence);
      Doorkeeper doorkeeper = new Doorkeeper(tokens, users, load);
      gateway.run(
          new Connections(
              config.slot(),
              incarnation.number(),
              config.limits(),
              config.caps().total(),
              doorkeeper,
              new Backend(
                  new InboundLogs(log, receipts),
                  queries,
                  sessions,
                  presence.presence(),
                  load,
                  metrics,
                  clock)));
      LOG.info(
          "ready: slot {}, incarnation {}, port {}",
          config.slot(),
          incarnation.number(),
          listeners.port());
      return gateway;
    } catch (StartupException e) {
      listeners.close();
      throw e;
    }
  }

  /** Returns when this process may not speak for its slot any more. */
  void awaitSlotLost() throws InterruptedException {
    slotLost.await();
  }

  /** Leaves in peace: nobody loses anything that was accepted, or waits for an answer. */
  void drain() {
    door.close();
    keepAlive.leave();
    if (!new Drain(sessions).politely(DRAIN_PATIENCE)) {
      LOG.warn("{} connections didn't end in {}", sessions.size(), DRAIN_PATIENCE);
    }
    close();
    LOG.info("drained");
  }

  /** Another process has the slot: its sessions are none of ours. */
  void abandon() {
    door.close();
    new Drain(sessions).atOnce(LOST_SLOT_PATIENCE);
    close();
  }

  private void run(Connections connections) {
    reader.start(slotLost::countDown);
    presence.start();
    keepAlive.start();
    watch.start();
    door.open(connections);
  }

  private void close() {
    presence.close();
    reader.close();
    keepAlive.close();
    watch.close();
    kafka.close();
    listeners.close();
  }

  /** It goes on while the process is stopped, and nobody sets it. */
  private static long monotonicMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static TokenKey loadKey(GatewayConfig config) throws StartupException {
    try {
      return TokenKey.load(config.tokenKey(), new SecureRandom());
    } catch (IOException e) {
      throw new StartupException("token-key: " + e.getMessage(), e);
    }
  }

  private static Listeners listen(GatewayConfig config, Routes routes) throws StartupException {
    try {
      return Listeners.open(config.addresses(), routes, Listeners.REQUEST_PATIENCE);
    } catch (BindException e) {
      throw new StartupException("port: " + e.getMessage() + " (expected: free ports)", e);
    }
  }
}
