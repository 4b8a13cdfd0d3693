package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.auth.TokenIssuer;
import dev.parley.gateway.auth.TokenKey;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.connection.Backend;
import dev.parley.gateway.connection.Connections;
import dev.parley.gateway.connection.Doorkeeper;
import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.history.History;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.http.HistoryHandlers;
import dev.parley.gateway.http.Listeners;
import dev.parley.gateway.http.Routes;
import dev.parley.gateway.ingress.MessageLog;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.presence.Presence;
import dev.parley.gateway.presence.PresenceHub;
import dev.parley.gateway.presence.PresenceMetrics;
import dev.parley.gateway.presence.SignalLog;
import dev.parley.gateway.session.Push;
import dev.parley.gateway.session.SessionLimits;
import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.GatewaySignal;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Update;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything of a gateway but Kafka and HBase, behind a real socket. */
final class TestGateway implements AutoCloseable {
  private static final TokenKey KEY = TokenKey.of(new byte[32]);
  private static final long QUEUE_BUDGET_BYTES = 64 << 20;

  final InMemoryLog log = new InMemoryLog();
  final Sessions sessions = new Sessions();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Clock clock = Clock.systemUTC();
  final Load load;
  private final AtomicBoolean holdsSlot = new AtomicBoolean(true);
  private final Queries queries = new Queries(new EmptyHistory());
  private final Listeners listeners;
  private final Presence presence;
  private volatile Optional<Connections> door;

  TestGateway(int perUser, int perAddress) {
    this(
        new GatewayConfig.Caps(1_000, new UserLimits.Limits(perUser, 1_000, 4_000), perAddress),
        Listeners.REQUEST_PATIENCE);
  }

  TestGateway(GatewayConfig.Caps caps, Duration requestPatience) {
    GatewayMetrics metrics = new GatewayMetrics(meters);
    load = new Load(holdsSlot::get, QUEUE_BUDGET_BYTES, metrics);
    TokenVerifier tokens = new TokenVerifier(KEY);
    UserLimits users = new UserLimits(caps.perUser());
    Doorkeeper doorkeeper = new Doorkeeper(tokens, users, load);
    PresenceHub hub =
        new PresenceHub(0, 7, new NoSignals(), load, new PresenceMetrics(meters), clock);
    presence = new Presence(hub, (viewer, watched) -> List.of());
    Backend backend = new Backend(log, queries, sessions, presence, load, metrics, clock);
    door =
        Optional.of(
            new Connections(0, 7, SessionLimits.DEFAULT, caps.total(), doorkeeper, backend));
    Routes routes =
        new Routes(
            new ConnectHandler(
                new OriginPolicy(Set.of("https://app.example")),
                new Cap<>(caps.perAddress()),
                load,
                metrics,
                () -> door),
            new HistoryHandlers(tokens, queries, users, load, clock),
            Optional.empty(),
            Optional.empty(),
            () -> true,
            () -> "");
    try {
      listeners =
          Listeners.open(new Listeners.Addresses("127.0.0.1", 0, 0), routes, requestPatience);
    } catch (BindException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return listeners.port();
  }

  void losesItsSlot() {
    holdsSlot.set(false);
  }

  void findsItsSlotAgain() {
    holdsSlot.set(true);
  }

  String token(String user) {
    return new TokenIssuer(KEY).issue(new UserId(user), clock.millis());
  }

  void closeDoor() {
    door = Optional.empty();
  }

  void push(PushRecord.Builder record, List<String> sessionIds) {
    sessions.push(Push.of(record.setIncarnation(7).addAllSessionIds(sessionIds).build()));
  }

  /** Makes the sessions live at position 0. */
  void nothingMissed(List<String> sessionIds) {
    push(PushRecord.newBuilder().setCatchUp(CatchUp.newBuilder().setComplete(true)), sessionIds);
  }

  void live(long position, String text, List<String> sessionIds) {
    push(
        PushRecord.newBuilder()
            .setLive(
                Update.newBuilder()
                    .setPosition(position)
                    .setMessage(Message.newBuilder().setSeq(position).setText(text))),
        sessionIds);
  }

  @Override
  public void close() {
    listeners.close();
    queries.close();
    presence.close();
  }

  private static final class EmptyHistory implements History {
    @Override
    public MessagePage messages(ConversationId conversation, OptionalLong before, int limit) {
      return new MessagePage(List.of(), false);
    }

    @Override
    public ConversationPage conversations(UserId user, Optional<String> after, int limit) {
      return new ConversationPage(List.of(), Optional.empty());
    }

    @Override
    public FeedPage feed(UserId user, long from, int limit) {
      return new FeedPage(List.of(), false);
    }
  }

  private static final class NoSignals implements SignalLog {
    @Override
    public void append(int partition, PresenceSignals signals, MessageLog.Outcome outcome) {
      outcome.done(true);
    }

    @Override
    public void append(int gateway, GatewaySignal signal) {}
  }
}
