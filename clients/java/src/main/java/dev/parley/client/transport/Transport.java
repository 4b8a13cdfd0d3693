package dev.parley.client.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Opens WebSockets. */
public interface Transport {
  /**
   * Starts to connect and returns at once. The peer hears of it in this order: opened (unless that
   * fails), messages and pings, and closed exactly once.
   */
  void open(Target target, Peer peer);

  /**
   * Where to connect, and how.
   *
   * @param subprotocols offered, the preferred one first
   */
  record Target(URI url, List<String> subprotocols, Map<String, String> headers) {
    public Target {
      subprotocols = List.copyOf(subprotocols);
      headers = Map.copyOf(headers);
    }
  }

  /** Our end of an open socket. Nothing here blocks. */
  interface Link {
    /** The sub-protocol that the server chose, empty if none. */
    String subprotocol();

    void sendText(String message);

    void sendBinary(byte[] message);

    /** Lets one more message in; none comes unless it was asked for. */
    void request();

    /** Starts the closing handshake, and doesn't wait for its end for ever. */
    void close(int code, String reason);

    /** Drops the socket. */
    void abort();
  }

  /** Who hears what the socket does. It must not block. */
  interface Peer {
    void opened(Link link);

    void received(byte[] message);

    /** A ping came; it is answered already. */
    void pinged();

    void closed(int code, String reason);

    /** Comes before {@link #closed} if the server said when to try again. */
    default void toldToWait(Duration time) {}
  }
}
