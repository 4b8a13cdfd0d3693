package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.client.connection.ConnectionState;
import dev.parley.client.connection.Timings;
import dev.parley.client.outbox.Draft;
import dev.parley.client.store.MemoryStore;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Pong;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runner with real threads, on scripted sockets. */
class ParleyClientTest {
  private static final long LIMIT_S = 10;

  private final FakeTransport transport = new FakeTransport();
  private final ClientRuntime runtime = new ClientRuntime(2, real -> transport);
  private final MemoryStore store = new MemoryStore();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<ConversationUpdate> conversations = new CopyOnWriteArrayList<>();
  private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void onMessage(long position, Message message) {
          messages.add(message);
        }

        @Override
        public void onConversation(long position, ConversationUpdate conversation) {
          conversations.add(conversation);
        }

        @Override
        public void onState(ConnectionState state) {
          states.add(state);
        }
      };

  @AfterEach
  void closeRuntime() {
    runtime.close();
  }

  @ParameterizedTest
  @EnumSource(FrameCodec.class)
  void aSentMessageIsAcceptedOverEitherSubprotocol(FrameCodec codec) throws Exception {
    ParleyClient client = connect(options().withCodec(codec));
    FakeTransport.Socket socket = welcomed(1);
    assertThat(socket.target.url()).isEqualTo(URI.create("ws://gateway:1/v1/connect"));

    CompletableFuture<Accepted> accepted = client.send("bob", "hi");
    Send send = await().until(() -> lastOf(socket), ClientFrame::hasSend).getSend();
    socket.answer(
        ServerFrame.newBuilder()
            .setAccepted(Accepted.newBuilder().setClientMessageId(send.getClientMessageId()))
            .build());

    assertThat(accepted.get(LIMIT_S, TimeUnit.SECONDS).getClientMessageId())
        .isEqualTo(send.getClientMessageId());
    assertThat(store.load().outgoing()).isEmpty();
  }

  @Test
  void aRefusedMessageFailsWithCodeAndRemedy() {
    ParleyClient client = connect(options());
    FakeTransport.Socket socket = welcomed(1);
    Send draft = Draft.text("bob", "hi");
    CompletableFuture<Accepted> accepted = client.send(draft);
    await().until(() -> lastOf(socket).hasSend());

    socket.answer(
        ServerFrame.newBuilder()
            .setError(
                Error.newBuilder()
                    .setCode("conflict")
                    .setRemedy("make a new id")
                    .setClientMessageId(draft.getClientMessageId()))
            .build());

    assertThatThrownBy(() -> accepted.get(LIMIT_S, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("conflict");
              assertThat(refused.remedy()).isEqualTo("make a new id");
            });
  }

  @Test
  void aLostConnectionIsReplacedAndTheMessageSentAgain() {
    ParleyClient client = connect(options());
    FakeTransport.Socket first = welcomed(1);
    CompletableFuture<Accepted> accepted = client.send("bob", "hi");
    await().until(() -> lastOf(first).hasSend());
    first.closeWith(4000);

    FakeTransport.Socket second = welcomed(2);

    await().until(() -> lastOf(second).equals(lastOf(first)));
    assertThat(accepted).isNotDone();
  }

  @Test
  void updatesReachTheListenerAndThePositionIsSavedAfterwards() {
    connect(options());
    welcomed(1).answer(message(1));

    await().until(() -> store.load().position() == 1);
    assertThat(messages).extracting(Message::getText).containsExactly("hello");
  }

  @Test
  void aBlockIsSaidUnderItsRefAndWhatHoldsReachesTheListener() {
    ParleyClient client = connect(options());
    FakeTransport.Socket socket = welcomed(1);
    String ref = client.block("d:ann:bob", true);
    Block said = await().until(() -> lastOf(socket), ClientFrame::hasBlock).getBlock();
    assertThat(said)
        .isEqualTo(
            Block.newBuilder().setRef(ref).setConversationId("d:ann:bob").setOn(true).build());

    ConversationUpdate holds =
        ConversationUpdate.newBuilder()
            .setConversationId("d:ann:bob")
            .setBlocked(true)
            .setVersion(1)
            .build();
    socket.answer(
        ServerFrame.newBuilder()
            .setUpdate(Update.newBuilder().setPosition(1).setConversation(holds))
            .build());

    await().until(() -> store.load().position() == 1);
    assertThat(conversations).containsExactly(holds);
  }

  @Test
  void anAnswerCompletesItsRequest() throws Exception {
    ParleyClient client = connect(options());
    FakeTransport.Socket socket = welcomed(1);
    CompletableFuture<Pong> pong = client.ping();
    String ref = await().until(() -> lastOf(socket), ClientFrame::hasPing).getPing().getRef();

    socket.answer(
        ServerFrame.newBuilder().setPong(Pong.newBuilder().setRef(ref).setServerTime(5)).build());

    assertThat(pong.get(LIMIT_S, TimeUnit.SECONDS).getServerTime()).isEqualTo(5);
  }

  @Test
  void aTerminalCloseFailsWhatWaitsAndWhatComesLater() {
    ParleyClient client = connect(options());
    FakeTransport.Socket socket = welcomed(1);
    CompletableFuture<Accepted> waiting = client.send("bob", "hi");
    socket.closeWith(4429);

    assertThatThrownBy(() -> waiting.get(LIMIT_S, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClientClosedException.class);
    assertThatThrownBy(() -> client.send("bob", "again").get(LIMIT_S, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClientClosedException.class);
    await().until(() -> states.contains(new ConnectionState.Closed(4429, "scripted")));
  }

  @Test
  void closeEndsTheSocketAndThenTheClient() throws Exception {
    ParleyClient client = connect(options());
    welcomed(1);
    client.close();

    client.closed().get(LIMIT_S, TimeUnit.SECONDS);
    await().until(() -> states.get(states.size() - 1) instanceof ConnectionState.Closed);
  }

  @Test
  void aTextThatIsTooLargeIsRefusedBeforeItCanHarmTheConnection() {
    ParleyClient client = connect(options());

    assertThatThrownBy(() -> client.send("bob", "x".repeat(16 * 1024 + 1)))
        .hasMessage("text: 16385 bytes (expected: 1 to 16384)");
  }

  private ParleyClient connect(ClientOptions options) {
    return ParleyClient.connect(runtime, options, listener);
  }

  private ClientOptions options() {
    return ClientOptions.of(List.of(URI.create("ws://gateway:1")), "phone", TokenSource.of("token"))
        .withStore(store)
        .withTimings(Timings.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  /** The n-th socket, after its hello was answered. */
  private FakeTransport.Socket welcomed(int number) {
    await().until(() -> transport.sockets.size() == number);
    FakeTransport.Socket socket = transport.sockets.get(number - 1);
    await().until(() -> !socket.sent.isEmpty() && socket.sent.get(0).hasHello());
    socket.answer(
        ServerFrame.newBuilder().setWelcome(Welcome.newBuilder().setUserId("ann")).build());
    return socket;
  }

  private static ClientFrame lastOf(FakeTransport.Socket socket) {
    return socket.sent.get(socket.sent.size() - 1);
  }

  private static ServerFrame message(long position) {
    return ServerFrame.newBuilder()
        .setUpdate(
            Update.newBuilder()
                .setPosition(position)
                .setMessage(Message.newBuilder().setFrom("bob").setText("hello")))
        .build();
  }
}
