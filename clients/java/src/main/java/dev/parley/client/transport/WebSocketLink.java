package dev.parley.client.transport;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends one after the other: the JDK's WebSocket refuses a send while another is under way. */
final class WebSocketLink implements Transport.Link {
  private static final int CLOSE_TIMEOUT_S = 5;

  private final WebSocket socket;
  private final WebSocketPeer peer;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  WebSocketLink(WebSocket socket, WebSocketPeer peer) {
    this.socket = socket;
    this.peer = peer;
  }

  @Override
  public String subprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public void sendText(String message) {
    enqueue(() -> socket.sendText(message, true));
  }

  @Override
  public void sendBinary(byte[] message) {
    enqueue(() -> socket.sendBinary(ByteBuffer.wrap(message), true));
  }

  @Override
  public void request() {
    socket.request(1);
  }

  @Override
  public void close(int code, String reason) {
    enqueue(() -> socket.sendClose(code, reason));
    socket.request(Long.MAX_VALUE); // whatever still comes, up to the other side's close frame
    CompletableFuture.delayedExecutor(CLOSE_TIMEOUT_S, TimeUnit.SECONDS).execute(this::abort);
  }

  @Override
  public void abort() {
    socket.abort();
    peer.closed(WebSocketTransport.ABNORMAL, "dropped");
  }

  private synchronized void enqueue(Supplier<CompletableFuture<WebSocket>> send) {
    lastSend =
        lastSend
            .thenCompose(done -> send.get())
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    abort();
                  }
                });
  }
}
