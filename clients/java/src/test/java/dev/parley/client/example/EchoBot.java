package dev.parley.client.example;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.http.DevTokens;
import dev.parley.client.outbox.Draft;
import dev.parley.client.store.FileStore;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Send;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers every message with its own text, exactly once, however often it is killed.
 *
 * <p>Two rules make that so. The position moves only when {@code onMessage} returns, and by then
 * the answer is in the outbox file: a crash before that brings the message again. And the answer's
 * id is made from the message's, so an answer that is given twice is one message to the server.
 */
public final class EchoBot implements ClientListener {
  private final String self;
  private @Nullable ParleyClient client;

  private EchoBot(String self) {
    this.self = self;
  }

  /** The monitor holds back the first message until the client is there to answer it. */
  private synchronized ParleyClient start(ClientRuntime runtime, ClientOptions options) {
    ParleyClient started = ParleyClient.connect(runtime, options, this);
    client = started;
    return started;
  }

  @Override
  public synchronized void onMessage(long position, Message message) {
    if (message.getFrom().equals(self)) {
      return;
    }
    Send answer =
        Draft.text(message.getFrom(), "echo: " + message.getText()).toBuilder()
            .setClientMessageId(answerTo(message))
            .build();
    ParleyClient started = Objects.requireNonNull(client);
    started
        .send(answer)
        .exceptionally(
            refusal -> {
              System.err.println("not answered: " + refusal.getMessage());
              return null;
            });
    started.read(message.getConversationId(), message.getSeq());
  }

  private static String answerTo(Message message) {
    String name = "echo of " + message.getClientMessageId();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Arguments: who the bot is, a gateway such as http://127.0.0.1:8080, and the bot's file. */
  public static void main(String[] args) throws Exception {
    URI gateway = URI.create(args[1]);
    try (ClientRuntime runtime = new ClientRuntime(2);
        FileStore store = FileStore.open(Path.of(args[2])).orElseThrow()) {
      DevTokens tokens = new DevTokens(runtime.http(), List.of(gateway));
      ClientOptions options =
          ClientOptions.of(List.of(socket(gateway)), store.deviceId(), tokens.of(args[0]))
              .withStore(store);
      new EchoBot(args[0]).start(runtime, options).closed().join();
    }
  }

  private static URI socket(URI gateway) {
    return URI.create(gateway.toString().replaceFirst("^http", "ws"));
  }
}
