package dev.parley.client.transport;

import java.net.http.HttpClient;
import java.net.http.WebSocket;

/** The JDK's WebSocket. */
public final class WebSocketTransport implements Transport {
  /** What a socket that ended without a closing handshake has instead of a code. */
  public static final int ABNORMAL = 1006;

  private final HttpClient http;

  public WebSocketTransport(HttpClient http) {
    this.http = http;
  }

  @Override
  public void open(Target target, Peer peer) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    target.headers().forEach(builder::header);
    if (!target.subprotocols().isEmpty()) {
      String[] others = target.subprotocols().stream().skip(1).toArray(String[]::new);
      builder.subprotocols(target.subprotocols().get(0), others);
    }
    WebSocketPeer listener = new WebSocketPeer(peer);
    var unused =
        builder
            .buildAsync(target.url(), listener)
            .whenComplete(
                (socket, failure) -> {
                  if (failure != null) {
                    Failures.waitIn(failure).ifPresent(peer::toldToWait);
                    listener.closed(ABNORMAL, Failures.reasonOf(failure));
                  }
                });
  }
}
