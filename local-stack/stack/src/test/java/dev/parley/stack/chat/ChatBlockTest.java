package dev.parley.stack.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.TokenSource;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ann's chat with bob, and a server that knows of nothing but blocking. */
class ChatBlockTest {
  private static final long LIMIT_S = 10;
  private static final String CONVERSATION = "d:ann:bob";
  private static final String BLOCKED =
      "-- you block bob: no message goes either way until /unblock";
  private static final String OPEN = "-- you don't block bob";

  private final Server server = new Server();
  private final ClientRuntime runtime = new ClientRuntime(2, real -> server);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Chat chat =
      new Chat(
          new UserId("ann"),
          new UserId("bob"),
          new PlainScreen(
              new BufferedReader(new StringReader("")),
              new PrintStream(printed, true, StandardCharsets.UTF_8)),
          millis -> "now");

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void aBlockIsSaidWhenItHolds() throws Exception {
    start();
    chat.take("/block");
    await().until(() -> server.blocks.size() == 1);
    assertThat(server.blocks.get(0).getConversationId()).isEqualTo(CONVERSATION);
    assertThat(server.blocks.get(0).getOn()).isTrue();
    assertThat(chat.answered()).isNotDone();
    assertThat(lines()).isEmpty();

    server.saysThatItHolds(1, true);
    chat.answered().get(LIMIT_S, TimeUnit.SECONDS);
    assertThat(lines()).containsExactly(BLOCKED);

    chat.take("/unblock");
    server.saysThatItHolds(2, false);
    await().until(() -> lines().contains(OPEN));
    assertThat(server.blocks).extracting(Block::getOn).containsExactly(true, false);
  }

  @Test
  void whatHoldsAlreadyIsSaidAtOnce() throws Exception {
    server.listsAsBlocked = true;
    start();
    assertThat(lines()).containsExactly(BLOCKED);

    chat.take("/block");

    assertThat(lines()).containsExactly(BLOCKED, BLOCKED);
    assertThat(server.blocks).isEmpty();
  }

  @Test
  void whatIsTypedBeforeThereIsAConnectionIsDoneInOrder() throws Exception {
    chat.take("/block");
    chat.take("/unblock");
    start();

    await().until(() -> server.blocks.size() == 2);
    assertThat(server.blocks).extracting(Block::getOn).containsExactly(true, false);
  }

  @Test
  void aRefusedBlockIsSaid() throws Exception {
    start();
    chat.take("/block");
    await().until(() -> server.blocks.size() == 1);

    server.say(
        frame ->
            frame.setError(
                Error.newBuilder()
                    .setCode("unavailable")
                    .setMessage("too busy")
                    .setRef(server.blocks.get(0).getRef())));

    chat.answered().get(LIMIT_S, TimeUnit.SECONDS);
    assertThat(lines()).containsExactly("-- not done: unavailable: too busy");
  }

  @Test
  void aBlockIsNotKeptForLater() throws Exception {
    start();
    server.cutForGood();
    await().until(() -> lines().contains("-- connection lost (cut), trying again"));

    chat.take("/block");

    assertThat(lines()).contains("-- not connected: say it again later");
    assertThat(chat.answered()).isDone();
  }

  @Test
  void aMessageThatIsRefusedSaysSo() throws Exception {
    start();
    chat.take("hi");
    await().until(() -> server.sends.size() == 1);

    server.say(
        frame ->
            frame.setError(
                Error.newBuilder()
                    .setCode("blocked")
                    .setMessage("the message was not taken: blocked")
                    .setClientMessageId(server.sends.get(0).getClientMessageId())));

    await().until(() -> lines().contains("-- not sent: one of you blocks the other"));
    assertThat(lines()).contains("✗ not sent: hi");
  }

  @Test
  void theHelpNamesBothCommands() {
    chat.take("/help");

    assertThat(lines()).singleElement().asString().contains("/block", "/unblock");
  }

  private void start() throws Exception {
    chat.start(
        runtime,
        ClientOptions.of(
            List.of(URI.create("ws://server:1")), "terminal", TokenSource.of("token")));
    chat.ready().get(LIMIT_S, TimeUnit.SECONDS);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static final class Server implements Transport, Transport.Link {
    final List<Block> blocks = new CopyOnWriteArrayList<>();
    final List<Send> sends = new CopyOnWriteArrayList<>();
    volatile boolean listsAsBlocked;
    private volatile @Nullable Peer peer;
    private volatile boolean cut;

    /** After the cut no socket is opened any more. */
    @Override
    public void open(Target target, Peer opening) {
      if (!cut) {
        peer = opening;
        opening.opened(this);
      }
    }

    void cutForGood() {
      cut = true;
      abort();
    }

    void say(Consumer<ServerFrame.Builder> fill) {
      ServerFrame.Builder frame = ServerFrame.newBuilder();
      fill.accept(frame);
      Peer there = peer;
      if (there != null) {
        there.received(FrameCodec.PROTO.encode(frame.build()));
      }
    }

    /** Nothing else is in the feed, so each version is at the position of the same number. */
    void saysThatItHolds(long version, boolean blocked) {
      ConversationUpdate.Builder holds =
          ConversationUpdate.newBuilder()
              .setConversationId(CONVERSATION)
              .setBlocked(blocked)
              .setVersion(version);
      say(f -> f.setUpdate(Update.newBuilder().setPosition(version).setConversation(holds)));
    }

    private void hear(ClientFrame frame) {
      switch (frame.getKindCase()) {
        case HELLO -> {
          say(f -> f.setWelcome(Welcome.newBuilder().setUserId("ann")));
          say(f -> f.setCaughtUp(CaughtUp.getDefaultInstance()));
        }
        case CONVERSATIONS -> say(f -> f.setConversationList(list(frame)));
        case HISTORY ->
            say(
                f ->
                    f.setHistoryPage(HistoryPage.newBuilder().setRef(frame.getHistory().getRef())));
        case SEND -> {
          sends.add(frame.getSend());
          String id = frame.getSend().getClientMessageId();
          say(f -> f.setAccepted(Accepted.newBuilder().setClientMessageId(id)));
        }
        case BLOCK -> blocks.add(frame.getBlock());
        default -> {
          // Presence and receipts: nothing comes of them here.
        }
      }
    }

    private ConversationList list(ClientFrame asked) {
      return ConversationList.newBuilder()
          .setRef(asked.getConversations().getRef())
          .addConversations(
              ConversationSummary.newBuilder()
                  .setConversationId(CONVERSATION)
                  .setBlocked(listsAsBlocked))
          .build();
    }

    @Override
    public String subprotocol() {
      return FrameCodec.PROTO.subprotocol();
    }

    @Override
    public void sendText(String message) {
      throw new IllegalArgumentException("text: " + message + " (expected: protobuf)");
    }

    @Override
    public void sendBinary(byte[] message) {
      try {
        hear(FrameCodec.PROTO.decodeClient(message));
      } catch (FrameException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public void request() {}

    @Override
    public void close(int code, String reason) {
      Peer there = peer;
      if (there != null) {
        there.closed(code, reason);
      }
    }

    @Override
    public void abort() {
      close(1006, "cut");
    }
  }
}
