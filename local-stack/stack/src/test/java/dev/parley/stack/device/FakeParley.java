package dev.parley.stack.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A server in this process, just good enough for the commands: sockets without a network, tokens
 * and history over real HTTP. A token is its user's name.
 */
public final class FakeParley implements Transport, AutoCloseable {
  private final HttpServer http;
  private final Map<String, List<Update>> feeds = new HashMap<>();
  private final Map<String, List<Message>> conversations = new HashMap<>();
  private final List<Socket> sockets = new ArrayList<>();
  private Predicate<Message> inHistory = message -> true;

  public FakeParley() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/v1/dev/token", this::token);
    http.createContext("/v1/conversations/", this::messages);
    http.start();
  }

  public Gateways gateways() {
    URI address = URI.create("http://localhost:" + http.getAddress().getPort());
    return new Gateways(List.of(address, address));
  }

  /** The history loses what does not match. */
  public synchronized void keepInHistory(Predicate<Message> kept) {
    inHistory = kept;
  }

  /** Cuts all connections of a user. */
  public synchronized void cut(String user) {
    List.copyOf(sockets).stream().filter(s -> s.user.equals(user)).forEach(Socket::abort);
  }

  public synchronized List<Message> conversation(String one, String other) {
    return List.copyOf(
        conversations.getOrDefault(
            ConversationId.direct(new UserId(one), new UserId(other)).value(), List.of()));
  }

  @Override
  public void open(Target target, Peer peer) {
    Socket socket = new Socket(target.subprotocols().get(0), peer);
    synchronized (this) {
      sockets.add(socket);
    }
    peer.opened(socket);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private synchronized void onFrame(Socket socket, ClientFrame frame) {
    switch (frame.getKindCase()) {
      case HELLO -> hello(socket, frame.getHello());
      case SEND -> send(socket, frame.getSend());
      case RECEIPT -> receipt(socket, frame.getReceipt());
      case HISTORY -> socket.answer(f -> f.setHistoryPage(page(frame.getHistory())));
      case CONVERSATIONS ->
          socket.answer(
              f ->
                  f.setConversationList(
                      ConversationList.newBuilder().setRef(frame.getConversations().getRef())));
      case PRESENCE -> {} // nobody is there but by tell()
      default -> throw new IllegalArgumentException(frame.toString());
    }
  }

  private void hello(Socket socket, Hello hello) {
    socket.user = hello.getToken();
    socket.answer(f -> f.setWelcome(Welcome.newBuilder().setUserId(socket.user)));
    List<Update> feed = feeds.computeIfAbsent(socket.user, u -> new ArrayList<>());
    feed.stream()
        .filter(update -> update.getPosition() > hello.getSince())
        .forEach(update -> socket.answer(f -> f.setUpdate(update)));
    socket.answer(f -> f.setCaughtUp(CaughtUp.newBuilder().setPosition(feed.size())));
  }

  private void send(Socket socket, Send send) {
    ConversationId id = ConversationId.direct(new UserId(socket.user), new UserId(send.getTo()));
    List<Message> messages = conversations.computeIfAbsent(id.value(), c -> new ArrayList<>());
    socket.answer(
        f -> f.setAccepted(Accepted.newBuilder().setClientMessageId(send.getClientMessageId())));
    if (messages.stream()
        .noneMatch(m -> m.getClientMessageId().equals(send.getClientMessageId()))) {
      Message message =
          Message.newBuilder()
              .setConversationId(id.value())
              .setSeq(messages.size() + 1)
              .setFrom(socket.user)
              .setClientMessageId(send.getClientMessageId())
              .setText(send.getText())
              .build();
      messages.add(message);
      id.members().forEach(member -> update(member, u -> u.setMessage(message)));
    }
  }

  private void receipt(Socket socket, Receipt receipt) {
    ReceiptUpdate cursors =
        ReceiptUpdate.newBuilder()
            .setConversationId(receipt.getConversationId())
            .setUserId(socket.user)
            .setDelivered(Math.max(receipt.getDelivered(), receipt.getRead()))
            .setRead(receipt.getRead())
            .build();
    ConversationId.parse(receipt.getConversationId())
        .members()
        .forEach(member -> update(member, u -> u.setReceipt(cursors)));
  }

  /** Says this to all devices of a user. */
  public synchronized void tell(String user, ServerFrame frame) {
    sockets.stream()
        .filter(socket -> socket.user.equals(user))
        .forEach(socket -> socket.answer(f -> f.mergeFrom(frame)));
  }

  private void update(UserId member, Consumer<Update.Builder> fill) {
    List<Update> feed = feeds.computeIfAbsent(member.value(), u -> new ArrayList<>());
    Update.Builder update = Update.newBuilder().setPosition(feed.size() + 1);
    fill.accept(update);
    feed.add(update.build());
    sockets.stream()
        .filter(socket -> socket.user.equals(member.value()))
        .forEach(socket -> socket.answer(f -> f.setUpdate(update)));
  }

  private HistoryPage page(HistoryRequest request) {
    long before = request.hasBefore() ? request.getBefore() : Long.MAX_VALUE;
    List<Message> all =
        conversations.getOrDefault(request.getConversationId(), List.of()).stream()
            .filter(inHistory)
            .filter(message -> message.getSeq() < before)
            .toList();
    int from = Math.max(0, all.size() - request.getLimit());
    return HistoryPage.newBuilder()
        .setRef(request.getRef())
        .setConversationId(request.getConversationId())
        .addAllMessages(all.subList(from, all.size()))
        .setHasMore(from > 0)
        .build();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, "{\"token\":\"" + body.split("\"", -1)[3] + "\"}");
  }

  private synchronized void messages(HttpExchange exchange) throws IOException {
    String conversation = exchange.getRequestURI().getPath().split("/", -1)[3];
    HistoryRequest.Builder request = HistoryRequest.newBuilder().setConversationId(conversation);
    for (String parameter : exchange.getRequestURI().getQuery().split("&", -1)) {
      String[] pair = parameter.split("=", -1);
      if (pair[0].equals("before")) {
        request.setBefore(Long.parseLong(pair[1]));
      } else {
        request.setLimit(Integer.parseInt(pair[1]));
      }
    }
    ServerFrame frame = ServerFrame.newBuilder().setHistoryPage(page(request.build())).build();
    String json = new String(FrameCodec.JSON.encode(frame), StandardCharsets.UTF_8);
    answer(exchange, json.substring("{\"historyPage\":".length(), json.length() - 1));
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The server's view of a connection. */
  private final class Socket implements Link {
    private final FrameCodec codec;
    private final Peer peer;
    private String user = "";

    Socket(String subprotocol, Peer peer) {
      this.codec = FrameCodec.ofSubprotocol(subprotocol).orElseThrow();
      this.peer = peer;
    }

    void answer(Consumer<ServerFrame.Builder> fill) {
      ServerFrame.Builder frame = ServerFrame.newBuilder();
      fill.accept(frame);
      peer.received(codec.encode(frame.build()));
    }

    @Override
    public String subprotocol() {
      return codec.subprotocol();
    }

    @Override
    public void sendText(String message) {
      sendBinary(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendBinary(byte[] message) {
      try {
        onFrame(this, codec.decodeClient(message));
      } catch (FrameException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public void request() {}

    @Override
    public void close(int code, String reason) {
      end(code, reason);
    }

    @Override
    public void abort() {
      end(1006, "cut");
    }

    private void end(int code, String reason) {
      synchronized (FakeParley.this) {
        sockets.remove(this);
      }
      peer.closed(code, reason);
    }
  }
}
