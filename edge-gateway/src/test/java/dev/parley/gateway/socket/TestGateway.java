package dev.parley.gateway.socket;

import dev.parley.gateway.auth.TokenIssuer;
import dev.parley.gateway.auth.TokenKey;
import dev.parley.gateway.auth.TokenVerifier;
import dev.parley.gateway.connection.Backend;
import dev.parley.gateway.connection.Connections;
import dev.parley.gateway.connection.Doorkeeper;
import dev.parley.gateway.connection.Sessions;
import dev.parley.gateway.history.History;
import dev.parley.gateway.history.Queries;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.gateway.session.Push;
import dev.parley.gateway.session.SessionLimits;
import dev.parley.history.read.ConversationPage;
import dev.parley.history.read.MessagePage;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Update;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Everything of a gateway but Kafka and HBase, behind a real socket. */
final class TestGateway implements AutoCloseable {
  private static final TokenKey KEY = TokenKey.of(new byte[32]);

  final InMemoryLog log = new InMemoryLog();
  final Sessions sessions = new Sessions();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Clock clock = Clock.systemUTC();
  private final Queries queries = new Queries(new EmptyHistory());
  private final Undertow server;
  private volatile Optional<Connections> door;

  TestGateway(int perUser, int perAddress) {
    Doorkeeper doorkeeper = new Doorkeeper(new TokenVerifier(KEY), new Cap<>(perUser));
    Backend backend = new Backend(log, queries, sessions, new GatewayMetrics(meters), clock);
    door = Optional.of(new Connections(0, 7, SessionLimits.DEFAULT, doorkeeper, backend));
    ConnectHandler connect =
        new ConnectHandler(
            new OriginPolicy(Set.of("https://app.example")), new Cap<>(perAddress), () -> door);
    server = Undertow.builder().setIoThreads(2).addHttpListener(0, "127.0.0.1", connect).build();
    server.start();
  }

  int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
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
    server.stop();
    queries.close();
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
}
