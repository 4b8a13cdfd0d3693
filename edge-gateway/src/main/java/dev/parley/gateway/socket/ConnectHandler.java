package dev.parley.gateway.socket;

import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.Connections;
import dev.parley.gateway.limits.Cap;
import dev.parley.gateway.limits.RetryAfter;
import dev.parley.gateway.limits.Work;
import dev.parley.gateway.load.Load;
import dev.parley.gateway.metrics.GatewayMetrics;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** {@code GET /v1/connect}: from a request to a running connection. */
public final class ConnectHandler implements HttpHandler {
  private final UpgradeRules rules;
  private final Cap<InetAddress> addresses;
  private final Load load;
  private final GatewayMetrics metrics;
  private final Supplier<Optional<Connections>> connections;
  private final HttpHandler handshake;

  /** {@code connections} is empty while the gateway takes none. */
  public ConnectHandler(
      OriginPolicy origins,
      Cap<InetAddress> addresses,
      Load load,
      GatewayMetrics metrics,
      Supplier<Optional<Connections>> connections) {
    this.load = load;
    this.metrics = metrics;
    this.rules = new UpgradeRules(origins);
    this.addresses = addresses;
    this.connections = connections;
    this.handshake =
        new WebSocketProtocolHandshakeHandler(
            List.of(new GuardedHandshake()),
            (WebSocketConnectionCallback) (exchange, channel) -> connected(channel));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    int status = rules.check(exchange);
    if (status == StatusCodes.UPGRADE_REQUIRED) {
      exchange.getResponseHeaders().put(UpgradeRules.VERSION_HEADER, UpgradeRules.VERSION);
    }
    if (status != StatusCodes.SWITCHING_PROTOCOLS) {
      exchange.setStatusCode(status).endExchange();
      return;
    }
    Optional<Connections> open = connections.get();
    if (open.isEmpty()) {
      refuse(exchange, "closed");
    } else if (open.get().full()) {
      refuse(exchange, "full");
    } else if (!load.takes(Work.RESUMES)) {
      refuse(exchange, "load");
    } else {
      handshake.handleRequest(exchange);
    }
  }

  private void refuse(HttpServerExchange exchange, String reason) {
    metrics.connectRefused(reason);
    long waitMs = RetryAfter.connectMs(ThreadLocalRandom.current().nextInt());
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RetryAfter.inSeconds(waitMs));
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE).endExchange();
  }

  private void connected(WebSocketChannel channel) {
    XnioLoop loop = new XnioLoop(channel.getIoThread());
    if (loop.isCurrent()) {
      start(channel, loop);
    } else {
      loop.execute(() -> start(channel, loop));
    }
  }

  private void start(WebSocketChannel channel, XnioLoop loop) {
    FrameCodec codec = FrameCodec.ofSubprotocol(channel.getSubProtocol()).orElseThrow();
    UndertowWire wire = new UndertowWire(channel, codec, loop);
    Optional<Connections> open = connections.get();
    InetAddress address = channel.getSourceAddress().getAddress();
    // Writes wait for flush(), so that what is caused together leaves together.
    channel.setRequireExplicitFlush(true);
    if (open.isEmpty()) {
      turnAway(CloseCode.GOING_AWAY, channel, wire);
    } else if (!addresses.enter(address)) {
      metrics.connectRefused("address");
      turnAway(CloseCode.TOO_MANY_CONNECTIONS, channel, wire);
    } else {
      Connection connection = open.get().open(codec, wire, loop);
      wire.attach(connection);
      channel.addCloseTask(
          closed -> {
            addresses.leave(address);
            connection.gone();
          });
      guardOf(channel).onRefusal(verdict -> loop.execute(() -> refuse(verdict, connection, wire)));
      channel.getReceiveSetter().set(new FrameReader(codec, connection, wire));
      channel.resumeReceives();
    }
  }

  /** Somebody has to read what still comes, or the loop would be woken for it again and again. */
  private static void turnAway(CloseCode code, WebSocketChannel channel, UndertowWire wire) {
    channel.getReceiveSetter().set(new AbstractReceiveListener() {});
    wire.close(code);
  }

  private static void refuse(
      FrameHeaders.Verdict verdict, Connection connection, UndertowWire wire) {
    switch (verdict) {
      case FINE -> {}
      case TOO_LARGE -> connection.end(CloseCode.FRAME_TOO_LARGE);
      case PROTOCOL_ERROR -> wire.close(1002, "broken WebSocket frame");
    }
  }

  private static FrameGuard guardOf(WebSocketChannel channel) {
    if (channel.getAttribute(GuardedHandshake.GUARD) instanceof FrameGuard guard) {
      return guard;
    }
    throw new IllegalStateException("a channel that our handshake didn't make");
  }
}
