package dev.parley.stack.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.connection.Timings;
import dev.parley.client.store.DeviceStore;
import dev.parley.client.store.MemoryStore;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.stack.device.FakeParley;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two chats, as pipes see them. */
class ChatTest {
  private static final long LIMIT_S = 10;

  private final FakeParley server = new FakeParley();
  private final ClientRuntime runtime = new ClientRuntime(2, real -> server);

  @AfterEach
  void close() {
    runtime.close();
    server.close();
  }

  @Test
  void whatOneTypesTheOtherSeesAndTheTicksComeBack() {
    Person ann = new Person("ann", "bob", new MemoryStore());
    Person bob = new Person("bob", "ann", new MemoryStore());

    ann.chat.take("hi bob");

    await().until(() -> bob.lines().contains("now ann: hi bob"));
    await().until(() -> ann.lines().contains("✓✓ read: hi bob"));
    assertThat(ann.lines()).contains("now ann: hi bob  ◷ on its way").doesNotHaveDuplicates();
  }

  @Test
  void theHistoryIsShownOnStartWithItsTicks() throws Exception {
    Person ann = new Person("ann", "bob", new MemoryStore());
    ann.chat.take("one");
    ann.chat.take("two");
    await().until(() -> server.conversation("ann", "bob").size() == 2);

    Person bob = new Person("bob", "ann", new MemoryStore());
    bob.chat.ready().get(LIMIT_S, TimeUnit.SECONDS);

    assertThat(bob.lines()).containsExactly("now ann: one", "now ann: two");
  }

  @Test
  void aRestartShowsTheMissedMessagesOnce() throws Exception {
    DeviceStore device = new MemoryStore();
    Person first = new Person("bob", "ann", device);
    first.chat.ready().get(LIMIT_S, TimeUnit.SECONDS);
    first.chat.leave().get(LIMIT_S, TimeUnit.SECONDS);
    Person ann = new Person("ann", "bob", new MemoryStore());
    ann.chat.take("while you were away");
    await().until(() -> server.conversation("ann", "bob").size() == 1);

    Person again = new Person("bob", "ann", device);
    again.chat.ready().get(LIMIT_S, TimeUnit.SECONDS);

    assertThat(again.lines()).containsExactly("now ann: while you were away");
  }

  @Test
  void aCutConnectionIsSaidAndMissesNothing() {
    Person ann = new Person("ann", "bob", new MemoryStore());
    Person bob = new Person("bob", "ann", new MemoryStore());
    ann.chat.take("before");
    await().until(() -> bob.lines().contains("now ann: before"));

    server.cut("bob");
    ann.chat.take("after");

    await().until(() -> bob.lines().contains("now ann: after"));
    assertThat(bob.lines())
        .contains("-- connection lost (cut), trying again")
        .doesNotHaveDuplicates();
  }

  @Test
  void olderMessagesAreShownOnDemand() throws Exception {
    Person ann = new Person("ann", "bob", new MemoryStore());
    for (int i = 1; i <= 25; i++) {
      ann.chat.take("text " + i);
    }
    await().until(() -> server.conversation("ann", "bob").size() == 25);
    MemoryStore upToDate = new MemoryStore(25, 0);
    Person bob = new Person("bob", "ann", upToDate);
    bob.chat.ready().get(LIMIT_S, TimeUnit.SECONDS);
    assertThat(bob.lines()).hasSize(20).doesNotContain("now ann: text 5");

    bob.chat.take("/history");

    await().until(() -> bob.lines().contains("-- that was the first"));
    assertThat(bob.lines()).contains("now ann: text 1", "now ann: text 5");
  }

  @Test
  void whoIsThereAndTypesIsSaid() throws Exception {
    Person ann = new Person("ann", "bob", new MemoryStore());
    ann.chat.ready().get(LIMIT_S, TimeUnit.SECONDS);
    Presence.Builder presence = Presence.newBuilder().setUserId("bob").setOnline(true);
    server.tell("ann", ServerFrame.newBuilder().setPresence(presence).build());
    TypingNotice.Builder typing =
        TypingNotice.newBuilder().setConversationId("d:ann:bob").setUserId("bob").setOn(true);
    server.tell("ann", ServerFrame.newBuilder().setTyping(typing).build());

    await().until(() -> ann.lines().contains("-- bob is typing…"));
    assertThat(ann.lines()).containsExactly("-- bob is online", "-- bob is typing…");
  }

  @Test
  void aTextCanNotSteerTheTerminal() {
    Person ann = new Person("ann", "bob", new MemoryStore());
    Person bob = new Person("bob", "ann", new MemoryStore());

    ann.chat.take("red \u001b[31m alert");

    await().until(() -> bob.lines().contains("now ann: red ·[31m alert"));
  }

  @Test
  void quitEndsAndAnUnknownCommandIsExplained() {
    Person ann = new Person("ann", "bob", new MemoryStore());

    assertThat(ann.chat.take("/nonsense")).isTrue();
    assertThat(ann.lines())
        .contains("-- /nonsense (expected: /help, /history, /block, /unblock or /quit)");
    assertThat(ann.chat.take("/quit")).isFalse();
  }

  /** One side, with what was printed. */
  private final class Person {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Chat chat;

    Person(String self, String peer, DeviceStore store) {
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      Screen screen = new PlainScreen(new BufferedReader(new StringReader("")), out);
      chat = new Chat(new UserId(self), new UserId(peer), screen, millis -> "now");
      chat.start(
          runtime,
          ClientOptions.of(
                  server.gateways().sockets(0),
                  "terminal",
                  server.gateways().tokens(runtime.http()).of(self))
              .withStore(store)
              .withTimings(
                  Timings.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1))));
    }

    List<String> lines() {
      return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
