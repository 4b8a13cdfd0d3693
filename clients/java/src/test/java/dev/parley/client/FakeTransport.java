package dev.parley.client;

import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sockets that the test answers by hand. */
final class FakeTransport implements Transport {
  final List<Socket> sockets = new CopyOnWriteArrayList<>();

  @Override
  public void open(Target target, Peer peer) {
    Socket socket = new Socket(target, peer);
    sockets.add(socket);
    peer.opened(socket);
  }

  /** One socket: what the client sent, and the means to answer. */
  static final class Socket implements Link {
    final Target target;
    final List<ClientFrame> sent = new CopyOnWriteArrayList<>();
    private final Peer peer;

    Socket(Target target, Peer peer) {
      this.target = target;
      this.peer = peer;
    }

    FrameCodec codec() {
      return FrameCodec.ofSubprotocol(subprotocol()).orElseThrow();
    }

    void answer(ServerFrame frame) {
      peer.received(codec().encode(frame));
    }

    void closeWith(int code) {
      peer.closed(code, "scripted");
    }

    @Override
    public String subprotocol() {
      return target.subprotocols().get(0);
    }

    @Override
    public void sendText(String message) {
      keep(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendBinary(byte[] message) {
      keep(message);
    }

    private void keep(byte[] message) {
      try {
        sent.add(codec().decodeClient(message));
      } catch (FrameException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void request() {}

    @Override
    public void close(int code, String reason) {
      peer.closed(code, reason);
    }

    @Override
    public void abort() {
      peer.closed(1006, "dropped");
    }
  }
}
