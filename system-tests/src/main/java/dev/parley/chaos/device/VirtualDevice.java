package dev.parley.chaos.device;

import dev.parley.chaos.history.BodyHash;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Send;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A device as an application would have it: it resends until it is accepted, resumes from its
 * position, confirms what it got and reads some of it.
 */
public final class VirtualDevice implements AutoCloseable {
  /** Of each conversation's messages, so many are between two that are read. */
  private static final int READS_EVERY = 3;

  private final DeviceKey key;
  private final Recorder recorder;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final ParleyClient client;
  private volatile boolean online;

  /** Starts to connect. */
  VirtualDevice(DeviceKey key, ClientRuntime runtime, ClientOptions options, Recorder recorder) {
    this.key = key;
    this.recorder = recorder;
    this.client = ParleyClient.connect(runtime, options, new Ears());
  }

  public DeviceKey key() {
    return key;
  }

  /** Complete when it has caught up for the first time. */
  CompletableFuture<Void> ready() {
    return ready.copy();
  }

  public boolean online() {
    return online;
  }

  /** Hands a message over, to be sent as soon as that is possible. */
  public void say(String peer, UUID id, String text) {
    recorder.record(
        new Operation.Said(
            System.nanoTime(),
            key.user(),
            key.device(),
            People.conversation(key.user(), peer),
            id.toString(),
            BodyHash.of(text)));
    var unused =
        client.send(
            Send.newBuilder().setTo(peer).setClientMessageId(id.toString()).setText(text).build());
  }

  @Override
  public void close() {
    client.close();
  }

  /** Complete when its socket is gone. */
  CompletableFuture<Void> closed() {
    return client.closed();
  }

  private final class Ears implements ClientListener {
    @Override
    public void onMessage(long position, Message message) {
      if (!message.getFrom().equals(key.user()) && message.getSeq() % READS_EVERY == 0) {
        client.read(message.getConversationId(), message.getSeq());
      }
    }

    @Override
    public void onCaughtUp(long position) {
      ready.complete(null);
    }

    @Override
    public void onState(ConnectionState state) {
      online = state instanceof ConnectionState.Online;
    }
  }
}
