package dev.parley.gateway.socket;

import dev.parley.gateway.connection.Connection;
import dev.parley.gateway.connection.EventLoop;
import dev.parley.gateway.connection.Wire;
import dev.parley.gateway.session.OutFrame;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * The sending side of a connection. Undertow would queue without limit, so it is only handed a few
 * frames at a time; the others wait here, counted by the session machine.
 */
final class UndertowWire implements Wire {
  /** Enough for one gathering write; a slow peer holds no more than this in Undertow. */
  private static final int HANDED_MAX = 8;

  /** For the peer to answer the close frame, or to read it while it still sends. */
  private static final long CLOSE_GRACE_MS = 2_000;

  private final WebSocketChannel channel;
  private final FrameCodec codec;
  private final EventLoop loop;
  private final Queue<OutFrame> queue = new ArrayDeque<>();
  private @Nullable Connection connection;
  private int handed;
  private boolean pumping;
  private boolean pongHanded;
  private boolean closing;
  private @Nullable CloseMessage closeToSend;

  UndertowWire(WebSocketChannel channel, FrameCodec codec, EventLoop loop) {
    this.channel = channel;
    this.codec = codec;
    this.loop = loop;
  }

  void attach(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void send(OutFrame frame) {
    if (!closing) {
      queue.add(frame);
    }
  }

  @Override
  public void ping() {
    if (!closing) {
      WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
    }
  }

  /** Answers a ping, unless the peer hasn't even taken the answer to the one before. */
  void pong(ByteBuffer payload) {
    if (!closing && !pongHanded) {
      pongHanded = true;
      WebSockets.sendPong(payload, channel, new Once(() -> pongHanded = false));
      channel.flush();
    }
  }

  @Override
  public void flush() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (handed < HANDED_MAX && !queue.isEmpty()) {
      hand(queue.remove());
    }
    pumping = false;
    if (closeToSend != null && queue.isEmpty() && handed == 0) {
      WebSockets.sendClose(closeToSend, channel, null);
      closeToSend = null;
    }
    channel.flush();
  }

  @Override
  public void pauseReading() {
    channel.suspendReceives();
  }

  @Override
  public void resumeReading() {
    channel.resumeReceives();
  }

  @Override
  public void close(CloseCode code) {
    if (code == CloseCode.SLOW_CONSUMER) {
      queue.clear();
    }
    close(code.code(), code.reason());
  }

  /** Closes with any code, also one of RFC 6455. */
  void close(int code, String reason) {
    if (!closing) {
      endSoon();
      closeToSend = new CloseMessage(code, reason);
      channel.resumeReceives(); // to see the peer's close frame
      flush();
    }
  }

  /** Undertow itself is closing it; nothing more of ours is sent. */
  void abandon() {
    if (!closing) {
      endSoon();
      queue.clear();
    }
    channel.flush();
  }

  private void endSoon() {
    closing = true;
    loop.schedule(() -> IoUtils.safeClose(channel), CLOSE_GRACE_MS);
  }

  private void hand(OutFrame frame) {
    byte[] bytes = frame.bytes(codec);
    handed++;
    Once written = new Once(() -> written(bytes.length));
    if (codec.isText()) {
      WebSockets.sendText(ByteBuffer.wrap(bytes), channel, written);
    } else {
      WebSockets.sendBinary(ByteBuffer.wrap(bytes), channel, written);
    }
  }

  private void written(int bytes) {
    handed--;
    if (connection != null) {
      connection.written(bytes);
    }
  }

  /** Undertow may report one frame several times, as failed and as complete. */
  private final class Once implements WebSocketCallback<Void> {
    private final Runnable action;
    private boolean done;

    Once(Runnable action) {
      this.action = action;
    }

    @Override
    public void complete(WebSocketChannel channel, Void context) {
      onLoop();
    }

    @Override
    public void onError(WebSocketChannel channel, Void context, Throwable throwable) {
      IoUtils.safeClose(channel);
      onLoop();
    }

    private void onLoop() {
      if (!loop.isCurrent()) {
        loop.execute(this::onLoop);
      } else if (!done) {
        done = true;
        action.run();
      }
    }
  }
}
