package dev.parley.client.transport;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a message together and makes sure that the end is told once. */
final class WebSocketPeer implements WebSocket.Listener {
  private final Transport.Peer peer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  WebSocketPeer(Transport.Peer peer) {
    this.peer = peer;
  }

  @Override
  public void onOpen(WebSocket socket) {
    peer.opened(new WebSocketLink(socket, this));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      byte[] message = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      peer.received(message);
    } else {
      socket.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      byte[] message = binary.toByteArray();
      binary.reset();
      peer.received(message);
    } else {
      socket.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    socket.request(1);
    peer.pinged();
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed(code, reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    socket.abort();
    closed(WebSocketTransport.ABNORMAL, Failures.reasonOf(error));
  }

  void closed(int code, String reason) {
    if (closed.compareAndSet(false, true)) {
      peer.closed(code, reason);
    }
  }
}
