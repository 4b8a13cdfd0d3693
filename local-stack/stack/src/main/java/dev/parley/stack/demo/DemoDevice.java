package dev.parley.stack.demo;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.store.MemoryStore;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.stack.device.Gateways;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A device that notes what it sees, and reads each message at once. */
final class DemoDevice implements ClientListener {
  private static final int NORMAL = 1000;

  private final String user;
  private final int gateway;
  private final ClientRuntime runtime;
  private final ClientOptions options;
  private final List<Seen> seen = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private @Nullable ParleyClient client;
  private int visit;
  private boolean caughtUp;
  private @Nullable String turnedAway;
  private long peerDelivered;
  private long peerRead;

  DemoDevice(String user, int gateway, Gateways gateways, ClientRuntime runtime) {
    this.user = user;
    this.gateway = gateway;
    this.runtime = runtime;
    this.options =
        ClientOptions.of(
                gateways.sockets(gateway), "demo", gateways.tokens(runtime.http()).of(user))
            .withStore(new MemoryStore());
  }

  String user() {
    return user;
  }

  int gateway() {
    return gateway;
  }

  /** Connects; from the second time on with the position of the time before. */
  synchronized void come() {
    visit++;
    caughtUp = false;
    client = ParleyClient.connect(runtime, options, this);
  }

  CompletableFuture<Void> leave() {
    ParleyClient leaving = client();
    leaving.close();
    return leaving.closed();
  }

  void say(DemoDevice to, String text) {
    var unused = client().send(to.user, text);
  }

  CompletableFuture<HistoryPage> history(String conversation, int limit) {
    return client().history(conversation, null, limit);
  }

  long position() {
    return options.store().load().position();
  }

  synchronized boolean hasCaughtUp() {
    return caughtUp;
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  synchronized List<Long> positions() {
    return List.copyOf(positions);
  }

  synchronized long peerDelivered() {
    return peerDelivered;
  }

  synchronized long peerRead() {
    return peerRead;
  }

  @Override
  public synchronized void onMessage(long position, Message message) {
    positions.add(position);
    seen.add(new Seen(visit, position, message.getSeq(), message.getFrom(), message.getText()));
    if (!message.getFrom().equals(user)) {
      client().read(message.getConversationId(), message.getSeq());
    }
  }

  @Override
  public synchronized void onReceipt(long position, ReceiptUpdate receipt) {
    positions.add(position);
    if (!receipt.getUserId().equals(user)) {
      peerDelivered = Math.max(peerDelivered, receipt.getDelivered());
      peerRead = Math.max(peerRead, receipt.getRead());
    }
  }

  @Override
  public synchronized void onCaughtUp(long position) {
    caughtUp = true;
  }

  @Override
  public synchronized void onState(ConnectionState state) {
    if (state instanceof ConnectionState.Closed closed && closed.closeCode() != NORMAL) {
      turnedAway = closed.closeCode() + " " + closed.reason();
    }
  }

  /** Why the device can't go on, if so. */
  synchronized Optional<String> turnedAway() {
    return Optional.ofNullable(turnedAway);
  }

  private synchronized ParleyClient client() {
    return Objects.requireNonNull(client, "come first");
  }
}
