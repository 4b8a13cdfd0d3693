package dev.parley.stack.golden;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.stack.device.Gateways;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device that notes its user's feed as it comes, and reads each message if its user does. */
final class GoldenPlayer implements ClientListener, AutoCloseable {
  private final String user;
  private final boolean reads;
  private final List<Update> feed = new ArrayList<>();
  private @Nullable ParleyClient client;
  private final Set<String> online = new HashSet<>();
  private boolean caughtUp;

  GoldenPlayer(String user, boolean reads) {
    this.user = user;
    this.reads = reads;
  }

  String user() {
    return user;
  }

  synchronized void come(Gateways gateways, ClientRuntime runtime) {
    ClientOptions options =
        ClientOptions.of(gateways.sockets(0), "phone", gateways.tokens(runtime.http()).of(user));
    client = ParleyClient.connect(runtime, options, this);
  }

  void say(GoldenPlayer to, String text) {
    var unused = client().send(to.user, text);
  }

  void blocks(GoldenPlayer other) {
    client().block(ConversationId.direct(new UserId(user), new UserId(other.user)).value(), true);
  }

  synchronized boolean hasBlocked(String conversation) {
    return feed.stream()
        .map(Update::getConversation)
        .anyMatch(
            setting -> setting.getConversationId().equals(conversation) && setting.getBlocked());
  }

  void watches(List<GoldenPlayer> others) {
    client().watch(others.stream().map(GoldenPlayer::user).toList());
  }

  synchronized boolean seesOnline(List<GoldenPlayer> others) {
    return online.containsAll(others.stream().map(GoldenPlayer::user).toList());
  }

  @Override
  public synchronized void onPresence(Presence presence) {
    if (presence.getOnline()) {
      online.add(presence.getUserId());
    } else {
      online.remove(presence.getUserId());
    }
  }

  synchronized boolean hasCaughtUp() {
    return caughtUp;
  }

  synchronized long messages() {
    return feed.stream().filter(Update::hasMessage).count();
  }

  synchronized long updates() {
    return feed.size();
  }

  /** Whether this device has heard that the user got at least so far in the conversation. */
  synchronized boolean knows(String conversation, GoldenPlayer of, long delivered, long read) {
    return feed.stream()
        .map(Update::getReceipt)
        .anyMatch(
            receipt ->
                receipt.getConversationId().equals(conversation)
                    && receipt.getUserId().equals(of.user)
                    && receipt.getDelivered() >= delivered
                    && receipt.getRead() >= read);
  }

  /** The feed as frames, one a line. */
  synchronized List<String> lines() {
    return feed.stream()
        .map(update -> FrameCodec.JSON.encode(ServerFrame.newBuilder().setUpdate(update).build()))
        .map(frame -> new String(frame, StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public synchronized void onMessage(long position, Message message) {
    feed.add(Update.newBuilder().setPosition(position).setMessage(message).build());
    if (reads && !message.getFrom().equals(user)) {
      client().read(message.getConversationId(), message.getSeq());
    }
  }

  @Override
  public synchronized void onReceipt(long position, ReceiptUpdate receipt) {
    feed.add(Update.newBuilder().setPosition(position).setReceipt(receipt).build());
  }

  @Override
  public synchronized void onConversation(long position, ConversationUpdate conversation) {
    feed.add(Update.newBuilder().setPosition(position).setConversation(conversation).build());
  }

  @Override
  public synchronized void onCaughtUp(long position) {
    caughtUp = true;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private synchronized ParleyClient client() {
    return Objects.requireNonNull(client, "come first");
  }
}
