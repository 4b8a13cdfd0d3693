package dev.parley.client.raw;

import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.ServerFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One WebSocket to a gateway that does what it is told and nothing by itself: any frame, any text
 * or bytes, in any order. Waiting blocks the caller, up to a limit.
 */
public final class RawConnection implements AutoCloseable {
  private static final int NORMAL = 1000;
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  private final FrameCodec codec;
  private final Inbox inbox;
  private final Transport.Link link;

  private RawConnection(FrameCodec codec, Inbox inbox, Transport.Link link) {
    this.codec = codec;
    this.inbox = inbox;
    this.link = link;
  }

  /** Connects as the protocol says. */
  public static RawConnection open(Transport transport, URI gateway, FrameCodec codec) {
    Transport.Target target =
        new Transport.Target(
            gateway.resolve("/v1/connect"), List.of(codec.subprotocol()), Map.of());
    return open(transport, target, codec);
  }

  /** Connects to any address with any sub-protocols and headers; fails if the upgrade does. */
  public static RawConnection open(Transport transport, Transport.Target target, FrameCodec codec) {
    Inbox inbox = new Inbox(codec);
    transport.open(target, inbox);
    return new RawConnection(codec, inbox, inbox.awaitOpen(OPEN_TIMEOUT));
  }

  public String subprotocol() {
    return link.subprotocol();
  }

  public void send(ClientFrame frame) {
    byte[] bytes = codec.encode(frame);
    if (codec.isText()) {
      sendText(new String(bytes, StandardCharsets.UTF_8));
    } else {
      sendBinary(bytes);
    }
  }

  public void sendText(String message) {
    link.sendText(message);
  }

  public void sendBinary(byte[] message) {
    link.sendBinary(message);
  }

  public void hello(String token, String deviceId, long since) {
    Hello hello =
        Hello.newBuilder()
            .setToken(token)
            .setDeviceId(deviceId)
            .setSince(since)
            .setClient("raw")
            .build();
    send(ClientFrame.newBuilder().setHello(hello).build());
  }

  /** The next frame that was not awaited yet. */
  public ServerFrame next(Duration timeout) {
    return inbox.await(frame -> true, timeout);
  }

  /** The next frame of this kind; those before it are skipped. */
  public ServerFrame await(ServerFrame.KindCase kind, Duration timeout) {
    return inbox.await(frame -> frame.getKindCase() == kind, timeout);
  }

  /** The next frame of this sort; those before it are skipped. */
  public ServerFrame await(Predicate<ServerFrame> wanted, Duration timeout) {
    return inbox.await(wanted, timeout);
  }

  /** Every frame so far, awaited or not. */
  public List<ServerFrame> received() {
    return inbox.received();
  }

  public boolean isClosed() {
    return inbox.isClosed();
  }

  /** Waits for the end and says why it came; 1006 if without a closing handshake. */
  public int closeCode(Duration timeout) {
    return inbox.awaitClose(timeout);
  }

  /** Stops or goes on taking in what the server sends; a stopped one is a slow consumer. */
  public void reading(boolean on) {
    inbox.reading(on);
  }

  public void close(int code) {
    link.close(code, "");
  }

  /** Drops the socket without a closing handshake, as a lost network does. */
  public void abort() {
    link.abort();
  }

  @Override
  public void close() {
    close(NORMAL);
  }

  static ServerFrame decode(FrameCodec codec, byte[] message) {
    try {
      return codec.decodeServer(message);
    } catch (FrameException e) {
      throw new IllegalStateException("the server sent what is no frame: " + e.getMessage(), e);
    }
  }
}
