package dev.parley.gateway.socket;

import dev.parley.protocol.codec.FrameCodec;
import io.undertow.connector.ByteBufferPool;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.xnio.StreamConnection;

/** Version 13 without extensions, with a {@link FrameGuard} below the channel. */
final class GuardedHandshake extends Hybi13Handshake {
  static final String GUARD = "guard";

  GuardedHandshake() {
    super(
        Arrays.stream(FrameCodec.values())
            .map(FrameCodec::subprotocol)
            .collect(Collectors.toUnmodifiableSet()),
        false);
  }

  @Override
  public WebSocketChannel createChannel(
      WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool pool) {
    FrameGuard guard = new FrameGuard(connection.getSourceChannel().getConduit());
    connection.getSourceChannel().setConduit(guard);
    WebSocketChannel channel = super.createChannel(exchange, connection, pool);
    channel.setAttribute(GUARD, guard);
    return channel;
  }
}
