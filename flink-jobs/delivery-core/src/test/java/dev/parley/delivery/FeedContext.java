package dev.parley.delivery;

import dev.parley.delivery.FeedEvent.Numbered;
import dev.parley.delivery.FeedEvent.Pushed;
import dev.parley.delivery.FeedEvent.SessionDropped;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One user's feed in memory, with verbs. {@code events} are those of the last input. */
final class FeedContext {
  static final String CONVERSATION = "d:ann:bob";
  static final Duration LEASE = Duration.ofSeconds(15);

  private final FeedMachine machine = new FeedMachine();
  private InMemoryFeedStore store = new InMemoryFeedStore();
  private GatewayDirectory gateways = GatewayDirectory.empty();
  private long time = 1_000_000;
  private List<FeedEvent> events = List.of();

  static Session session(String id, String device, int slot, long incarnation) {
    return Session.of(id, new DeviceId(device), new GatewayAddress(slot, incarnation));
  }

  static FeedInput message(String conversationId, long seq, String text) {
    return new FeedInput.MessageArrived(
        Message.newBuilder()
            .setConversationId(conversationId)
            .setSeq(seq)
            .setFrom("bob")
            .setText(text)
            .build());
  }

  static FeedInput receipt(String conversationId, String user, long delivered, long read) {
    return new FeedInput.ReceiptMoved(
        ReceiptUpdate.newBuilder()
            .setConversationId(conversationId)
            .setUserId(user)
            .setDelivered(delivered)
            .setRead(read)
            .build());
  }

  static FeedInput conversation(String conversationId, boolean blocked, long version) {
    return new FeedInput.ConversationChanged(
        ConversationUpdate.newBuilder()
            .setConversationId(conversationId)
            .setBlocked(blocked)
            .setVersion(version)
            .build());
  }

  static Refusal refusal(String device, String clientMessageId) {
    return Refusal.newBuilder()
        .setDeviceId(device)
        .setConversationId(CONVERSATION)
        .setClientMessageId(clientMessageId)
        .setCode("conflict")
        .build();
  }

  FeedContext handle(FeedInput input) {
    events = machine.decide(store, input, gateways, time);
    events.forEach(event -> machine.apply(store, event));
    return this;
  }

  FeedContext message(long seq) {
    return handle(message(CONVERSATION, seq, "m" + seq));
  }

  FeedContext messages(long fromSeq, long toSeq) {
    for (long seq = fromSeq; seq <= toSeq; seq++) {
      message(seq);
    }
    return this;
  }

  FeedContext open(Session session, long since) {
    return handle(new FeedInput.Opened(session, since));
  }

  FeedContext want(Session session, long since) {
    return handle(new FeedInput.FeedWanted(session, since));
  }

  FeedContext close(Session session) {
    return handle(new FeedInput.Closed(session));
  }

  FeedContext refuse(String device, String clientMessageId) {
    return handle(new FeedInput.SendRefused(refusal(device, clientMessageId)));
  }

  FeedContext replayEnded() {
    return handle(new FeedInput.ReplayEnded());
  }

  FeedContext pass(Duration duration) {
    time += duration.toMillis();
    return this;
  }

  FeedContext gateway(int slot, long incarnation) {
    gateways = gateways.heard(keepAlive(slot, incarnation).build(), 0, time);
    return this;
  }

  FeedContext gatewayLeaves(int slot, long incarnation) {
    gateways = gateways.heard(keepAlive(slot, incarnation).setLeaving(true).build(), 0, time);
    return this;
  }

  static GatewayRecord.Builder keepAlive(int slot, long incarnation) {
    return GatewayRecord.newBuilder()
        .setGateway(slot)
        .setIncarnation(incarnation)
        .setLeaseMs(LEASE.toMillis());
  }

  InMemoryFeedStore checkpoint() {
    return store.copy();
  }

  FeedContext restore(InMemoryFeedStore checkpoint) {
    store = checkpoint.copy();
    return this;
  }

  InMemoryFeedStore store() {
    return store;
  }

  List<FeedEvent> events() {
    return events;
  }

  List<Update> numbered() {
    List<Update> updates = new ArrayList<>();
    for (FeedEvent event : events) {
      if (event instanceof Numbered numbered) {
        updates.add(numbered.update());
      }
    }
    return updates;
  }

  List<Pushed> pushed() {
    return events.stream().filter(Pushed.class::isInstance).map(Pushed.class::cast).toList();
  }

  /** What the last input pushed to that session. */
  List<PushRecord> pushedTo(Session session) {
    return pushed().stream()
        .filter(push -> push.slot() == session.gateway().slot())
        .map(Pushed::record)
        .filter(record -> record.getSessionIdsList().contains(session.id()))
        .toList();
  }

  /** Session id and cause. */
  List<String> dropped() {
    return events.stream()
        .filter(SessionDropped.class::isInstance)
        .map(SessionDropped.class::cast)
        .map(dropped -> dropped.session().id() + " " + dropped.cause())
        .toList();
  }

  long time() {
    return time;
  }
}
