package dev.parley.chaos.converge;

import dev.parley.chaos.history.DeviceKey;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.TokenSource;
import dev.parley.client.store.FileStore;
import dev.parley.protocol.v1.Send;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Java client with its file. Dropped means: closed, and opened again from the file. */
final class JavaReplica implements Replica {
  private final DeviceKey key;
  private final String conversation;
  private final ClientRuntime runtime;
  private final List<URI> sockets;
  private final TokenSource tokens;
  private final Path file;
  private final Shown shown;
  private @Nullable Life life;

  /** From one start of the application to its end. */
  private record Life(FileStore store, ParleyClient client) {}

  JavaReplica(
      DeviceKey key,
      String conversation,
      ClientRuntime runtime,
      List<URI> sockets,
      TokenSource tokens,
      Path directory) {
    this.key = key;
    this.conversation = conversation;
    this.runtime = runtime;
    this.sockets = sockets;
    this.tokens = tokens;
    this.file = directory.resolve(key.device());
    this.shown = new Shown(key.user());
    comeBack();
  }

  @Override
  public DeviceKey key() {
    return key;
  }

  @Override
  public String client() {
    return "java";
  }

  @Override
  public synchronized boolean isUp() {
    return life != null;
  }

  @Override
  public synchronized void say(String peer, UUID id, String text) {
    if (life != null) {
      var unused =
          life.client.send(
              Send.newBuilder()
                  .setTo(peer)
                  .setClientMessageId(id.toString())
                  .setText(text)
                  .build());
    }
  }

  @Override
  public synchronized void read(long seq) {
    if (life != null) {
      life.client.read(conversation, seq);
    }
  }

  @Override
  public synchronized void drop() {
    if (life != null) {
      life.client.close();
      life.client.closed().join();
      life.store.close();
      life = null;
    }
  }

  @Override
  public synchronized void comeBack() {
    try {
      FileStore store = FileStore.open(file).orElseThrow();
      ClientOptions options = ClientOptions.of(sockets, store.deviceId(), tokens).withStore(store);
      life = new Life(store, ParleyClient.connect(runtime, options, shown));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Copy copy() {
    return shown.copy();
  }

  @Override
  public void close() {
    drop();
  }
}
