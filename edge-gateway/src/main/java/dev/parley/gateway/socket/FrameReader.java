package dev.parley.gateway.socket;

import dev.parley.gateway.connection.Connection;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages in: decoded, or refused where they are not even of the connection's type. */
final class FrameReader extends AbstractReceiveListener {
  private final FrameCodec codec;
  private final Connection connection;
  private final UndertowWire wire;

  FrameReader(FrameCodec codec, Connection connection, UndertowWire wire) {
    this.codec = codec;
    this.connection = connection;
    this.wire = wire;
  }

  @Override
  protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
    if (codec.isText()) {
      decode(message.getData().getBytes(StandardCharsets.UTF_8));
    } else {
      connection.end(CloseCode.BAD_FRAME);
    }
  }

  @Override
  protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
    byte[] bytes = take(message);
    if (codec.isText()) {
      connection.end(CloseCode.BAD_FRAME);
    } else {
      decode(bytes);
    }
  }

  @Override
  protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
    wire.pong(ByteBuffer.wrap(take(message)));
    connection.control();
  }

  @Override
  protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
    take(message);
    connection.control();
  }

  /** The peer's close frame, or its end of the connection. */
  @Override
  protected void onCloseMessage(CloseMessage message, WebSocketChannel channel) {
    wire.abandon();
  }

  @Override
  protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message)
      throws IOException {
    super.onFullCloseMessage(channel, message);
    channel.flush();
  }

  /** What the peer did wrong, Undertow says in a close frame of its own. */
  @Override
  protected void onError(WebSocketChannel channel, Throwable error) {
    wire.abandon();
  }

  /** A flood of pings is the session machine's business. */
  @Override
  protected int getMaxPingsPerWindow() {
    return Integer.MAX_VALUE;
  }

  @Override
  protected long getMaxTextBufferSize() {
    return ProtocolLimits.FRAME_MAX_BYTES;
  }

  @Override
  protected long getMaxBinaryBufferSize() {
    return ProtocolLimits.FRAME_MAX_BYTES;
  }

  private void decode(byte[] bytes) {
    try {
      connection.received(codec.decodeClient(bytes));
    } catch (FrameException e) {
      connection.undecodable(e);
    }
  }

  private static byte[] take(BufferedBinaryMessage message) {
    var data = message.getData(); // Pooled is deprecated, but what there is
    try {
      ByteBuffer merged = WebSockets.mergeBuffers(data.getResource());
      byte[] bytes = new byte[merged.remaining()];
      merged.get(bytes);
      return bytes;
    } finally {
      data.close();
    }
  }
}
