package dev.parley.gateway.session;

import dev.parley.gateway.auth.Identity;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.rules.ClientFrameRules;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Send;
import java.util.Optional;
import java.util.function.Consumer;

/** What exists once hello was good: the device, its sends, receipts, queries and feed. */
final class OpenSession {
  private final Member member;
  private final long since;
  private final long tokenEndsAt;
  private final SendLanes sends = new SendLanes();
  private final ReceiptWindow receipts = new ReceiptWindow();
  private final QueryQueue queries = new QueryQueue();
  private final FeedCursor feed;

  private OpenSession(Member member, long since, long tokenEndsAt, long now) {
    this.member = member;
    this.since = since;
    this.tokenEndsAt = tokenEndsAt;
    this.feed = new FeedCursor(member, since, now);
  }

  /** Either a session or why there is none. */
  record Admission(Optional<OpenSession> session, CloseCode refusal) {
    void accept(Consumer<OpenSession> opened, Consumer<CloseCode> refused) {
      session.ifPresentOrElse(opened, () -> refused.accept(refusal));
    }
  }

  static Admission admit(Hello hello, SessionContext context, Gatekeeper gatekeeper, long now)
      throws FrameException {
    ClientFrameRules.hello(hello);
    Optional<Identity> identity = gatekeeper.identify(hello.getToken(), now);
    if (identity.isEmpty()) {
      return new Admission(Optional.empty(), CloseCode.UNAUTHORIZED);
    }
    if (!gatekeeper.admit(identity.get().user())) {
      return new Admission(Optional.empty(), CloseCode.TOO_MANY_CONNECTIONS);
    }
    Member member = new Member(identity.get().user(), new DeviceId(hello.getDeviceId()), context);
    OpenSession opened =
        new OpenSession(member, hello.getSince(), identity.get().expiresAtMs(), now);
    return new Admission(Optional.of(opened), CloseCode.UNAUTHORIZED);
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
  }

  void end(Outbound out) {
    flushReceipts(out);
    out.add(new Effect.AppendSession(member.closed()));
  }

  void frame(ClientFrame frame, Outbound out, long now) {
    try {
      ClientFrameRules.check(frame, member.user());
      switch (frame.getKindCase()) {
        case SEND -> send(frame.getSend(), out);
        case RECEIPT -> receipts.add(frame.getReceipt(), now);
        case HISTORY -> history(frame.getHistory(), out);
        case CONVERSATIONS -> conversations(frame.getConversations(), out);
        case PING -> out.transmit(Replies.pong(frame.getPing().getRef(), now), now);
        case HELLO -> throw new FrameException(ErrorCode.BAD_FRAME, "hello: (expected: only once)");
        // Both may be dropped at any time, and there is no one yet to pass them on to.
        case TYPING, PRESENCE -> {}
        case KIND_NOT_SET -> throw new IllegalStateException("the rules let an empty frame pass");
      }
    } catch (FrameException e) {
      out.transmit(Replies.error(Replies.describe(e.code(), e.getMessage(), frame)), now);
    }
  }

  void push(Push push, Outbound out, long now) {
    switch (push.record().getPushCase()) {
      case LIVE ->
          push.live().ifPresent(frame -> feed.live(push.record().getLive(), frame, out, now));
      case CATCH_UP -> feed.catchUp(push.record().getCatchUp(), out, now);
      case BEHIND -> feed.behind(push.record().getBehind(), out, now);
      case RESYNC -> feed.resync(push.record().getResync().getPosition(), out, now);
      case REFUSAL -> refuse(push.record().getRefusal(), out, now);
      case REPLACED, PUSH_NOT_SET -> {}
    }
  }

  void tick(Outbound out, long now) {
    if (now >= receipts.deadline()) {
      flushReceipts(out);
    }
    feed.tick(out, now);
  }

  long deadline() {
    return Math.min(receipts.deadline(), feed.deadline());
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

  private void send(Send send, Outbound out) throws FrameException {
    ConversationId conversation = ClientFrameRules.conversationOf(send, member.user());
    sends.add(member.send(conversation, send), out);
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
    if (!queries.add(ref, effect, out)) {
      throw new FrameException(
          ErrorCode.UNAVAILABLE,
          "ref: (expected: at most " + QueryQueue.WAITING_MAX + " unanswered requests)");
    }
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
