package dev.parley.gateway.session;

import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.limits.RetryAfter;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.rules.ClientFrameRules;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Send;
import java.util.Optional;

/** What exists once hello was good: the device, its sends, receipts, queries and feed. */
final class OpenSession {
  private final Member member;
  private final Gatekeeper gatekeeper;
  private final long since;
  private final long tokenEndsAt;
  private final SendLanes sends = new SendLanes();
  private final RefusedSends refusedSends = new RefusedSends();
  private final ReceiptWindow receipts = new ReceiptWindow();
  private final QueryQueue queries = new QueryQueue();
  private final FeedCursor feed;
  private final PresencePart presence;

  private OpenSession(
      Member member, Gatekeeper gatekeeper, long since, long tokenEndsAt, long now) {
    this.member = member;
    this.gatekeeper = gatekeeper;
    this.since = since;
    this.tokenEndsAt = tokenEndsAt;
    this.feed = new FeedCursor(member, since, now);
    this.presence = new PresencePart(member, gatekeeper);
  }

  /** Either a session or why there is none. */
  record Admission(
      Optional<OpenSession> session, CloseCode refusal, Optional<Error.Builder> error) {
    static Admission refused(CloseCode code) {
      return new Admission(Optional.empty(), code, Optional.empty());
    }

    /** The device is told when to come again. */
    static Admission later(SessionContext context) {
      return new Admission(
          Optional.empty(),
          CloseCode.GOING_AWAY,
          Optional.of(
              Replies.describe(ErrorCode.UNAVAILABLE, "sessions: none can be opened now")
                  .setRetryAfterMs(RetryAfter.connectMs(context.sessionId().hashCode()))));
    }
  }

  static Admission admit(Hello hello, SessionContext context, Gatekeeper gatekeeper, long now)
      throws FrameException {
    ClientFrameRules.hello(hello);
    Optional<Identity> identity = gatekeeper.identify(hello.getToken(), now);
    if (identity.isEmpty()) {
      return Admission.refused(CloseCode.UNAUTHORIZED);
    }
    if (!gatekeeper.takes(hello.getSince() == 0 ? Work.NEW_SESSIONS : Work.RESUMES)) {
      return Admission.later(context);
    }
    if (!gatekeeper.admit(identity.get().user(), now)) {
      return Admission.refused(CloseCode.TOO_MANY_CONNECTIONS);
    }
    Member member = new Member(identity.get().user(), new DeviceId(hello.getDeviceId()), context);
    OpenSession opened =
        new OpenSession(member, gatekeeper, hello.getSince(), identity.get().expiresAtMs(), now);
    return new Admission(Optional.of(opened), CloseCode.UNAUTHORIZED, Optional.empty());
  }

  void start(SessionLimits limits, Outbound out, long now) {
    out.add(new Effect.Open(member.user()));
    out.transmit(
        Replies.welcome(
            member.user().value(),
            member.device().value(),
            member.context().sessionId(),
            now,
            limits.pingInterval().toMillis()),
        now);
    out.add(new Effect.AppendSession(member.opened(since)));
    presence.start(out);
  }

  void end(Outbound out) {
    flushReceipts(out);
    out.add(new Effect.AppendSession(member.closed()));
    presence.end(out);
  }

  void frame(ClientFrame frame, Outbound out, long now) {
    try {
      ClientFrameRules.check(frame, member.user());
      switch (frame.getKindCase()) {
        case SEND -> send(frame.getSend(), out, now);
        case RECEIPT -> receipt(frame.getReceipt(), out, now);
        case HISTORY -> history(frame.getHistory(), out);
        case CONVERSATIONS -> conversations(frame.getConversations(), out);
        case PING -> out.transmit(Replies.pong(frame.getPing().getRef(), now), now);
        case HELLO -> throw new FrameException(ErrorCode.BAD_FRAME, "hello: (expected: only once)");
        case TYPING -> presence.typing(frame.getTyping(), out, now);
        case PRESENCE -> presence.request(frame.getPresence(), out);
        case BLOCK ->
            out.add(
                new Effect.AppendBlock(frame.getBlock().getRef(), member.block(frame.getBlock())));
        case KIND_NOT_SET -> throw new IllegalStateException("the rules let an empty frame pass");
      }
    } catch (FrameException e) {
      out.transmit(Replies.error(Replies.describe(e, frame)), now);
    }
  }

  UserLimits.Answer takeFrame(long now) {
    return gatekeeper.takeFrame(member.user(), now);
  }

  /** This frame was refused unread; it will come again. */
  void rateLimited(ClientFrame frame, long now) {
    if (frame.hasSend()) {
      refusedSends.refused(frame.getSend().getLocalSeq(), now);
    }
  }

  void push(Push push, Outbound out, long now) {
    switch (push.record().getPushCase()) {
      case LIVE -> {
        push.live().ifPresent(frame -> feed.live(push.record().getLive(), frame, out, now));
        presence.updated(push.record().getLive(), out);
      }
      case CATCH_UP -> feed.catchUp(push.record().getCatchUp(), out, now);
      case BEHIND -> feed.behind(push.record().getBehind(), out, now);
      case RESYNC -> feed.resync(push.record().getResync().getPosition(), out, now);
      case REFUSAL -> refuse(push.record().getRefusal(), out, now);
      case REPLACED, TOO_MANY_SESSIONS, PUSH_NOT_SET -> {}
    }
  }

  void tick(Outbound out, long now) {
    if (now >= receipts.deadline()) {
      flushReceipts(out);
    }
    feed.tick(out, now);
    presence.tick(out, now);
  }

  long deadline() {
    return Math.min(Math.min(receipts.deadline(), feed.deadline()), presence.deadline());
  }

  void flushReceipts(Outbound out) {
    receipts.flush(member, out);
  }

  long tokenEndsAt() {
    return tokenEndsAt;
  }

  SendLanes sends() {
    return sends;
  }

  ReceiptWindow receipts() {
    return receipts;
  }

  QueryQueue queries() {
    return queries;
  }

  FeedCursor feed() {
    return feed;
  }

  PresencePart presence() {
    return presence;
  }

  private void send(Send send, Outbound out, long now) throws FrameException {
    ConversationId conversation = ClientFrameRules.conversationOf(send, member.user());
    presence.acted(out);
    if (refusedSends.inOrder(send.getLocalSeq(), now) && gatekeeper.takes(Work.SENDS)) {
      refusedSends.taken(send.getLocalSeq());
      sends.add(member.send(conversation, send), out);
    } else {
      refusedSends.refused(send.getLocalSeq(), now);
      throw later("the message can't be taken now", RetryAfter.sendMs(spread()));
    }
  }

  /** Under load, the receipts of a longer time are merged. */
  private void receipt(Receipt receipt, Outbound out, long now) {
    if (receipt.getRead() > 0) {
      presence.acted(out);
    }
    Work kind = receipt.getRead() > 0 ? Work.READ_RECEIPTS : Work.DELIVERED_RECEIPTS;
    receipts.add(
        receipt,
        now,
        gatekeeper.takes(kind) ? ReceiptWindow.WINDOW_MS : ReceiptWindow.LOADED_WINDOW_MS);
  }

  private void history(HistoryRequest request, Outbound out) throws FrameException {
    ConversationId conversation =
        ClientFrameRules.member(request.getConversationId(), member.user());
    query(request.getRef(), new Effect.ReadHistory(conversation, request), out);
  }

  private void conversations(ConversationsRequest request, Outbound out) throws FrameException {
    query(request.getRef(), new Effect.ReadConversations(member.user(), request), out);
  }

  private void query(String ref, Effect effect, Outbound out) throws FrameException {
    if (!gatekeeper.takes(Work.HISTORY)) {
      throw later("pages can't be read now", RetryAfter.connectMs(spread()));
    }
    if (!queries.add(ref, effect, out)) {
      throw new FrameException(
          ErrorCode.UNAVAILABLE,
          "ref: (expected: at most " + QueryQueue.WAITING_MAX + " unanswered requests)");
    }
  }

  private FrameException later(String what, long retryAfterMs) {
    return new FrameException(ErrorCode.UNAVAILABLE, what, retryAfterMs);
  }

  private int spread() {
    return member.context().sessionId().hashCode();
  }

  /** Accepted by the log, but not by the sequencer. */
  private void refuse(Refusal refusal, Outbound out, long now) {
    ErrorCode code = ErrorCode.ofWireName(refusal.getCode()).orElse(ErrorCode.INTERNAL);
    out.transmit(
        Replies.error(
            Replies.describe(code, "the message was not taken: " + code.wireName())
                .setClientMessageId(refusal.getClientMessageId())),
        now);
  }
}
