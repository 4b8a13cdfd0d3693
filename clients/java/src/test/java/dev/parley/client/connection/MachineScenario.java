package dev.parley.client.connection;

import dev.parley.client.outbox.Draft;
import dev.parley.client.store.DeviceStore;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Goodbye;
import dev.parley.protocol.v1.Limits;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine with a hand-moved clock and a scripted server; its effects are kept until taken. */
final class MachineScenario {
  static final URI FIRST = URI.create("ws://first:1");
  static final URI SECOND = URI.create("ws://second:2");
  static final String DEVICE = "phone";

  final ClientMachine machine;
  final List<Effect> effects = new ArrayList<>();
  long now = 1_000_000;
  int attempt;

  MachineScenario() {
    this(new DeviceStore.Saved(0, 0, List.of()));
  }

  /** Jitter is always 1: each backoff is its ceiling. */
  MachineScenario(DeviceStore.Saved saved) {
    Settings settings = new Settings(List.of(FIRST, SECOND), DEVICE, "test", true, Timings.DEFAULT);
    machine = new ClientMachine(settings, saved, () -> 1.0);
  }

  MachineScenario did(List<Effect> more) {
    effects.addAll(more);
    for (Effect effect : more) {
      if (effect instanceof Effect.FetchToken fetch) {
        attempt = fetch.attempt();
      }
    }
    return this;
  }

  /** Goes through token, socket and hello up to a welcome that allows this many open sends. */
  MachineScenario online(int window) {
    did(machine.start(now));
    return reachOnline(window);
  }

  MachineScenario online() {
    return online(16);
  }

  MachineScenario reachOnline(int window) {
    return tokenFetched().linkOpened().welcomed(window);
  }

  MachineScenario tokenFetched() {
    return did(machine.tokenFetched(attempt, "token", now));
  }

  MachineScenario linkOpened() {
    return did(machine.linkOpened(attempt, now));
  }

  MachineScenario welcomed(int window) {
    Welcome welcome =
        Welcome.newBuilder()
            .setUserId("ann")
            .setDeviceId(DEVICE)
            .setSessionId("s")
            .setLimits(Limits.newBuilder().setUnacceptedSends(window).setIdleMs(25_000))
            .build();
    return receives(frame -> frame.setWelcome(welcome));
  }

  MachineScenario receives(Consumer<ServerFrame.Builder> fill) {
    ServerFrame.Builder frame = ServerFrame.newBuilder();
    fill.accept(frame);
    return did(machine.frame(attempt, frame.build(), now));
  }

  MachineScenario accepts(Send message) {
    return receives(
        frame ->
            frame.setAccepted(
                Accepted.newBuilder().setClientMessageId(message.getClientMessageId())));
  }

  MachineScenario refuses(Send message, String code, @Nullable Long retryAfterMs) {
    Error.Builder error =
        Error.newBuilder().setCode(code).setClientMessageId(message.getClientMessageId());
    if (retryAfterMs != null) {
      error.setRetryAfterMs(retryAfterMs);
    }
    return receives(frame -> frame.setError(error));
  }

  MachineScenario resyncs(long position) {
    return receives(frame -> frame.setResync(Resync.newBuilder().setPosition(position)));
  }

  MachineScenario caughtUp(long position) {
    return receives(frame -> frame.setCaughtUp(CaughtUp.newBuilder().setPosition(position)));
  }

  MachineScenario saysGoodbye(long afterMs) {
    return receives(frame -> frame.setGoodbye(Goodbye.newBuilder().setReconnectAfterMs(afterMs)));
  }

  MachineScenario updates(Update update) {
    return receives(frame -> frame.setUpdate(update));
  }

  MachineScenario handles(Update update) {
    return did(machine.handled(ServerFrame.newBuilder().setUpdate(update).build(), now));
  }

  MachineScenario sends(Send draft) {
    return did(machine.send(draft, now));
  }

  MachineScenario closesWith(int code) {
    return did(machine.linkClosed(attempt, code, "why", now));
  }

  /** Lets time pass up to the next thing the machine itself wanted to do, and does it. */
  MachineScenario waitsForDeadline() {
    now = machine.deadline();
    return did(machine.tick(now));
  }

  MachineScenario passes(Duration time) {
    now += time.toMillis();
    return did(machine.tick(now));
  }

  /** Forgets the effects so far. */
  MachineScenario then() {
    effects.clear();
    return this;
  }

  List<ClientFrame> sent() {
    return all(Effect.SendFrame.class).stream().map(Effect.SendFrame::frame).toList();
  }

  List<String> sentTexts() {
    return sent().stream().filter(ClientFrame::hasSend).map(f -> f.getSend().getText()).toList();
  }

  List<ServerFrame> announced() {
    return all(Effect.Announce.class).stream().map(Effect.Announce::frame).toList();
  }

  List<Long> announcedPositions() {
    return announced().stream()
        .filter(ServerFrame::hasUpdate)
        .map(frame -> frame.getUpdate().getPosition())
        .toList();
  }

  ConnectionState lastState() {
    List<Effect.ChangeState> states = all(Effect.ChangeState.class);
    return states.get(states.size() - 1).state();
  }

  <E extends Effect> List<E> all(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static Send draft(String text) {
    return Draft.text("bob", text);
  }

  static Update message(long position, long seq, String from) {
    return Update.newBuilder()
        .setPosition(position)
        .setMessage(
            Message.newBuilder()
                .setConversationId("d:ann:bob")
                .setSeq(seq)
                .setFrom(from)
                .setFromDevice("laptop")
                .setClientMessageId(UUID.randomUUID().toString())
                .setText("text " + seq))
        .build();
  }

  static Update blocks(long position, long version, boolean on) {
    return Update.newBuilder()
        .setPosition(position)
        .setConversation(
            ConversationUpdate.newBuilder()
                .setConversationId("d:ann:bob")
                .setBlocked(on)
                .setVersion(version))
        .build();
  }

  static Update ownReceipt(long position, long delivered, long read) {
    return Update.newBuilder()
        .setPosition(position)
        .setReceipt(
            ReceiptUpdate.newBuilder()
                .setConversationId("d:ann:bob")
                .setUserId("ann")
                .setDelivered(delivered)
                .setRead(read))
        .build();
  }
}
