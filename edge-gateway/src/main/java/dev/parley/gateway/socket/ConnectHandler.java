package dev.parley.gateway.socket;

import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.Connections;
import dev.parley.gateway.limits.Cap;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/connect}: from a request to a running connection. */
public final class ConnectHandler implements HttpHandler {
  private final UpgradeRules rules;
  private final Cap<InetAddress> addresses;
  private final Supplier<Optional<Connections>> connections;
  private final HttpHandler handshake;

  /** {@code connections} is empty while the gateway takes none. */
  public ConnectHandler(
      OriginPolicy origins,
      Cap<InetAddress> addresses,
      Supplier<Optional<Connections>> connections) {
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
    } else if (connections.get().isEmpty()) {
      exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE).endExchange();
    } else {
      handshake.handleRequest(exchange);
    }
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
      wire.close(CloseCode.GOING_AWAY);
    } else if (!addresses.enter(address)) {
      wire.close(CloseCode.TOO_MANY_CONNECTIONS);
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
