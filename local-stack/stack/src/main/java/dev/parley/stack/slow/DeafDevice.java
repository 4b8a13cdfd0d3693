package dev.parley.stack.slow;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Says hello and then never reads again. No client library does that, so it is made of a bare
 * socket, with the smallest buffer: what it is sent soon waits in the gateway.
 */
final class DeafDevice implements AutoCloseable {
  private static final int RECEIVE_BUFFER_BYTES = 4 * 1024;
  private static final int TIMEOUT_MS = 20_000;
  private static final int FIN_BINARY = 0x82;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final byte[] MASK = {0, 0, 0, 0}; // any will do, and this leaves the bytes alone

  private final Socket socket;

  private DeafDevice(Socket socket) {
    this.socket = socket;
  }

  /** Connects and says hello; returns when the welcome has begun to arrive. */
  static DeafDevice connect(URI gateway, String token, String deviceId) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), TIMEOUT_MS);
      upgrade(socket, gateway);
      Hello hello = Hello.newBuilder().setToken(token).setDeviceId(deviceId).build();
      socket
          .getOutputStream()
          .write(frame(FrameCodec.PROTO.encode(ClientFrame.newBuilder().setHello(hello).build())));
      if (socket.getInputStream().read() < 0) {
        throw new IOException("closed instead of a welcome");
      }
      return new DeafDevice(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void upgrade(Socket socket, URI gateway) throws IOException {
    String request =
        """
        GET /v1/connect HTTP/1.1
        Host: %s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        Sec-WebSocket-Protocol: %s

        """
            .formatted(gateway.getAuthority(), FrameCodec.PROTO.subprotocol())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString().lines().findFirst().orElse("no answer"));
    }
  }

  private static byte[] frame(byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(4 + MASK.length + payload.length);
    frame.put((byte) FIN_BINARY);
    if (payload.length < LENGTH_16) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
    }
    frame.put(MASK).put(payload);
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
