package dev.parley.delivery;

import dev.parley.delivery.FeedEvent.SessionDropped.Cause;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Replaced;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.TooManySessions;
import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One input's decision: collects its events. */
final class Decision implements FeedInput.Visitor<List<FeedEvent>> {
  private final FeedView view;
  private final GatewayDirectory gateways;
  private final long time;
  private final List<FeedEvent> events = new ArrayList<>();

  Decision(FeedView view, GatewayDirectory gateways, long time) {
    this.view = view;
    this.gateways = gateways;
    this.time = time;
  }

  @Override
  public List<FeedEvent> messageArrived(FeedInput.MessageArrived input) {
    Message message = input.message();
    // Not "the next seq": a member who joined later starts in the middle.
    if (message.getSeq() <= view.lastSeq(message.getConversationId())) {
      return List.of(new FeedEvent.RepeatDropped());
    }
    return number(Update.newBuilder().setMessage(message));
  }

  @Override
  public List<FeedEvent> receiptMoved(FeedInput.ReceiptMoved input) {
    ReceiptUpdate receipt = input.receipt();
    Cursors known = view.cursors(receipt.getConversationId(), receipt.getUserId());
    Cursors raised = known.raisedTo(receipt.getDelivered(), receipt.getRead());
    if (raised.equals(known)) {
      return List.of(new FeedEvent.RepeatDropped());
    }
    return number(
        Update.newBuilder()
            .setReceipt(
                receipt.toBuilder().setDelivered(raised.delivered()).setRead(raised.read())));
  }

  @Override
  public List<FeedEvent> conversationChanged(FeedInput.ConversationChanged input) {
    ConversationUpdate conversation = input.conversation();
    return conversation.getVersion() <= view.settingVersion(conversation.getConversationId())
        ? List.of(new FeedEvent.RepeatDropped())
        : number(Update.newBuilder().setConversation(conversation));
  }

  private List<FeedEvent> number(Update.Builder entry) {
    Update update = entry.setPosition(view.position() + 1).build();
    events.add(new FeedEvent.Numbered(update, time));

    // One record a gateway, however many of the user's devices are on it.
    Map<GatewayAddress, PushRecord.Builder> live = new LinkedHashMap<>();
    for (Session session : liveSessions()) {
      if (!session.isHeld()) {
        live.computeIfAbsent(session.gateway(), gateway -> live(gateway, update))
            .addSessionIds(session.id());
      } else if (session.heldAt() == update.getPosition()) {
        // It has this one; from here on it is as any other.
        keep(session.released());
        events.addAll(CatchUps.upToDate(session, update.getPosition()));
      }
    }
    live.forEach((gateway, push) -> events.add(new FeedEvent.Pushed(gateway.slot(), push.build())));
    return events;
  }

  @Override
  public List<FeedEvent> sendRefused(FeedInput.SendRefused input) {
    Refusal refusal = input.refusal();
    // Kept even if the device is here: it may be gone before the push reaches it.
    events.add(new FeedEvent.RefusalKept(refusal, time));
    for (Session session : liveSessions()) {
      if (session.device().value().equals(refusal.getDeviceId())) {
        push(session, PushRecord.newBuilder().setRefusal(refusal));
      }
    }
    return events;
  }

  @Override
  public List<FeedEvent> opened(FeedInput.Opened input) {
    Session session = input.session();
    if (isOfGoneGateway(session)) {
      return events;
    }
    int others = 0;
    for (Session other : liveSessions()) {
      if (other.isOlderOneOf(session)) {
        pushReplaced(other);
        events.add(new FeedEvent.SessionDropped(other, Cause.REPLACED, time));
      } else if (!other.id().equals(session.id())) {
        others++;
      }
    }
    if (others >= ProtocolLimits.USER_SESSIONS_MAX) {
      pushTooMany(session);
      return events;
    }
    answer(session.heardFirst(time), input.since());
    pushRefusals(session);
    return events;
  }

  @Override
  public List<FeedEvent> feedWanted(FeedInput.FeedWanted input) {
    Session session = input.session();
    if (isOfGoneGateway(session)) {
      return events;
    }
    List<Session> live = liveSessions();
    Optional<Session> known =
        live.stream().filter(other -> other.id().equals(session.id())).findFirst();
    // Opening replaces, asking doesn't: a session that was replaced may ask once more before its
    // gateway hears of it, and must not push out the newer one.
    if (known.isEmpty() && live.stream().anyMatch(other -> other.isOlderOneOf(session))) {
      pushReplaced(session);
      return events;
    }
    if (known.isEmpty() && live.size() >= ProtocolLimits.USER_SESSIONS_MAX) {
      pushTooMany(session);
      return events;
    }
    answer(session.heardFirst(known.map(Session::firstHeard).orElse(time)), input.since());
    if (known.isEmpty()) {
      pushRefusals(session);
    }
    return events;
  }

  @Override
  public List<FeedEvent> closed(FeedInput.Closed input) {
    for (Session session : liveSessions()) {
      if (session.id().equals(input.session().id())) {
        events.add(new FeedEvent.SessionDropped(session, Cause.CLOSED, time));
      }
    }
    return events;
  }

  @Override
  public List<FeedEvent> replayEnded(FeedInput.ReplayEnded input) {
    for (Session session : liveSessions()) {
      if (session.isHeld()) {
        keep(session.released());
        pushResync(session);
      }
    }
    return events;
  }

  private void answer(Session session, long since) {
    long position = view.position();
    if (since > position) {
      keep(session.held(since));
      return;
    }
    keep(session);
    if (position - since > CatchUps.MAX_BEHIND) {
      pushResync(session);
    } else {
      events.addAll(CatchUps.of(view, session, since));
    }
  }

  private void pushRefusals(Session session) {
    for (Refusal refusal : view.refusals().of(session.device(), time)) {
      push(session, PushRecord.newBuilder().setRefusal(refusal));
    }
  }

  private void pushReplaced(Session session) {
    push(session, PushRecord.newBuilder().setReplaced(Replaced.getDefaultInstance()));
  }

  /** The newest goes, not the oldest: a flood of sessions must not push out those in use. */
  private void pushTooMany(Session session) {
    push(session, PushRecord.newBuilder().setTooManySessions(TooManySessions.getDefaultInstance()));
  }

  private void pushResync(Session session) {
    push(
        session,
        PushRecord.newBuilder().setResync(Resync.newBuilder().setPosition(view.position())));
  }

  /**
   * Only a gateway that is known to be gone: one that was merely not heard for long gets its
   * answer, for the record itself is a sign of life, and a session without an answer waits for
   * ever.
   */
  private boolean isOfGoneGateway(Session session) {
    if (!gateways.isGone(session.gateway())) {
      return false;
    }
    events.add(new FeedEvent.SessionDropped(session, Cause.GATEWAY_DEAD, time));
    return true;
  }

  /** Those to push to; drops the others. */
  private List<Session> liveSessions() {
    List<Session> live = new ArrayList<>();
    for (Session session : view.sessions()) {
      if (gateways.isDead(session.gateway())) {
        events.add(new FeedEvent.SessionDropped(session, Cause.GATEWAY_DEAD, time));
      } else {
        live.add(session);
      }
    }
    return live;
  }

  private void keep(Session session) {
    events.add(new FeedEvent.SessionKept(session));
  }

  private void push(Session session, PushRecord.Builder push) {
    events.add(FeedEvent.Pushed.to(session, push));
  }

  private static PushRecord.Builder live(GatewayAddress gateway, Update update) {
    return PushRecord.newBuilder().setIncarnation(gateway.incarnation()).setLive(update);
  }
}
