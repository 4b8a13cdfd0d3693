package dev.parley.gateway.socket;

import com.google.protobuf.ByteString;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client made of a bare socket: it can do everything that a well-behaved one never does. */
final class RawClient implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  private final Socket socket;
  private final DataInputStream in;
  private final FrameCodec codec;

  private RawClient(Socket socket, FrameCodec codec) throws IOException {
    this.socket = socket;
    this.codec = codec;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  record Frame(int first, ByteString payload) {
    int closeCode() {
      if (first != CLOSE) {
        throw new AssertionError("not a close frame: " + first + " " + text());
      }
      return payload.asReadOnlyByteBuffer().getShort() & 0xFFFF;
    }

    String text() {
      return payload.toStringUtf8();
    }
  }

  /** The headers of a good upgrade request. */
  static Map<String, String> upgrade(FrameCodec codec) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "chat.example");
    headers.put("Upgrade", "websocket");
    headers.put("Connection", "keep-alive, Upgrade");
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==");
    headers.put("Sec-WebSocket-Protocol", codec.subprotocol());
    return headers;
  }

  static RawClient connect(TestGateway gateway, FrameCodec codec) throws IOException {
    RawClient client =
        new RawClient(new Socket(InetAddress.getLoopbackAddress(), gateway.port()), codec);
    String answer = client.request("GET /v1/connect HTTP/1.1", upgrade(codec));
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new IOException(answer);
    }
    return client;
  }

  /** A TCP connection on which nothing was said yet. */
  static RawClient open(TestGateway gateway) throws IOException {
    return new RawClient(
        new Socket(InetAddress.getLoopbackAddress(), gateway.port()), FrameCodec.JSON);
  }

  /** Sends one request and gives the head of the answer. */
  static String ask(TestGateway gateway, String requestLine, Map<String, String> headers)
      throws IOException {
    try (RawClient client = open(gateway)) {
      return client.request(requestLine, headers);
    }
  }

  /** Says hello and gives the session's id. */
  String hello(String token, String device) throws IOException, FrameException {
    send(ClientFrame.newBuilder().setHello(Hello.newBuilder().setToken(token).setDeviceId(device)));
    return receive().getWelcome().getSessionId();
  }

  void text(String to, int n, String text) throws IOException {
    send(
        ClientFrame.newBuilder()
            .setSend(
                Send.newBuilder()
                    .setTo(to)
                    .setClientMessageId("00000000-0000-0000-0000-%012d".formatted(n))
                    .setLocalSeq(n)
                    .setText(text)));
  }

  void send(ClientFrame.Builder frame) throws IOException {
    raw(RawFrames.masked(codec.isText() ? TEXT : BINARY, codec.encode(frame.build())));
  }

  void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  ServerFrame receive() throws IOException, FrameException {
    return codec.decodeServer(next().payload().toByteArray());
  }

  /** The next frame that is no ping. */
  Frame next() throws IOException {
    Frame frame = read();
    return frame.first() == PING ? next() : frame;
  }

  private Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    return new Frame(first, ByteString.copyFrom(in.readNBytes(length)));
  }

  /** The head of the answer, empty if the server cuts the request short. */
  String tries(String requestLine, Map<String, String> headers) {
    try {
      return request(requestLine, headers);
    } catch (IOException e) {
      return "";
    }
  }

  /** False once the server has cut the connection. */
  boolean takes(byte one) {
    try {
      raw(new byte[] {one});
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** True once the server has closed the TCP connection. */
  boolean ended() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  private String request(String requestLine, Map<String, String> headers) throws IOException {
    StringBuilder request = new StringBuilder(requestLine).append("\r\n");
    headers.forEach(
        (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
    raw(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
