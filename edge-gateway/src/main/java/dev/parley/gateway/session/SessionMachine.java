package dev.parley.gateway.session;

import dev.parley.gateway.limits.FrameRate;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Update;
import java.util.List;
import java.util.Optional;

/**
 * One connection, from its first byte to its last: takes what happened and the time, gives what to
 * do. It has no thread, clock or socket; whoever runs it calls it from one thread at a time.
 *
 * <p>`accepted` is only said when the log has the message. A message the log doesn't take, or that
 * is still on its way when the connection ends, is resent by the device with the same id.
 */
public final class SessionMachine {
  private enum Phase {
    AWAITING_HELLO,
    OPEN,
    /** Goodbye is said; what was read before is still answered. */
    DRAINING,
    CLOSED
  }

  private final SessionContext context;
  private final SessionLimits limits;
  private final Gatekeeper gatekeeper;
  private final Outbound out;
  private final Liveness liveness;
  private final FrameRate rate;
  private Phase phase = Phase.AWAITING_HELLO;
  private Optional<OpenSession> session = Optional.empty();
  private boolean reading = true;
  private long drainBy = Long.MAX_VALUE;

  public SessionMachine(
      SessionContext context, SessionLimits limits, Gatekeeper gatekeeper, long now) {
    this.context = context;
    this.limits = limits;
    this.gatekeeper = gatekeeper;
    this.out = new Outbound(context.codec(), limits.stallTimeout(), gatekeeper);
    this.liveness = new Liveness(limits, now);
    this.rate = new FrameRate(limits.framesPerSecond(), limits.frameBurst(), now);
  }

  /** A frame that could be decoded. */
  public List<Effect> frame(ClientFrame frame, long now) {
    liveness.sign();
    if (phase == Phase.AWAITING_HELLO) {
      firstFrame(frame, now);
    } else if (phase == Phase.OPEN) {
      limitedFrame(frame, now);
    }
    return finish(now);
  }

  /**
   * A message of the right type that is no frame. Message borders are still sure, so it goes on.
   */
  public List<Effect> undecodable(FrameException problem, long now) {
    liveness.sign();
    if (phase == Phase.AWAITING_HELLO) {
      refuseFirst(Replies.error(Replies.describe(problem)), now);
    } else if (phase == Phase.OPEN) {
      rate.take(now);
      out.transmit(Replies.error(Replies.describe(problem)), now);
    }
    return finish(now);
  }

  /** A WebSocket ping or pong. It is no frame, but a flood of them is a flood. */
  public List<Effect> control(long now) {
    liveness.sign();
    rate.take(now);
    return finish(now);
  }

  public List<Effect> push(Push push, long now) {
    if (isLive()) {
      switch (push.record().getPushCase()) {
        case REPLACED -> close(CloseCode.REPLACED);
        case TOO_MANY_SESSIONS -> close(CloseCode.TOO_MANY_CONNECTIONS);
        default -> openSession().push(push, out, now);
      }
    }
    return finish(now);
  }

  /** What is to be seen of a watched user. */
  public List<Effect> presence(String user, OutFrame frame, long now) {
    if (isLive()) {
      openSession().presence().show(user, frame, out, now);
    }
    return finish(now);
  }

  public List<Effect> typing(TypingSignal typing, long now) {
    if (isLive()) {
      openSession().presence().show(typing, out, now);
    }
    return finish(now);
  }

  /** The user's own setting. */
  public List<Effect> visibility(OutFrame frame, long now) {
    if (isLive()) {
      out.transmit(frame, now);
    }
    return finish(now);
  }

  public List<Effect> sendLogged(long ticket, long now) {
    if (isLive()) {
      openSession()
          .sends()
          .logged(ticket, out)
          .ifPresent(id -> out.transmit(Replies.accepted(id), now));
    }
    return finish(now);
  }

  public List<Effect> sendFailed(long ticket, long now) {
    if (isLive()) {
      for (String id : openSession().sends().failed(ticket)) {
        out.transmit(
            Replies.error(
                Replies.describe(ErrorCode.UNAVAILABLE, "the message could not be stored now")
                    .setClientMessageId(id)),
            now);
      }
      // Only a fresh connection makes the device resend the failed ones before newer ones.
      close(CloseCode.GOING_AWAY);
    }
    return finish(now);
  }

  public List<Effect> receiptFailed(InboundRecord receipt, long now) {
    if (phase == Phase.OPEN) {
      openSession().receipts().again(receipt, now);
    }
    return finish(now);
  }

  /** It may still have been stored: asking again changes nothing then. */
  public List<Effect> blockFailed(String ref, long now) {
    if (isLive()) {
      out.transmit(
          Replies.error(
              Replies.describe(ErrorCode.UNAVAILABLE, "the block could not be stored now")
                  .setRef(ref)),
          now);
    }
    return finish(now);
  }

  /** Delivery doesn't hear of this session, so it would be silent for ever. */
  public List<Effect> sessionRecordFailed(long now) {
    if (isLive()) {
      close(CloseCode.GOING_AWAY);
    }
    return finish(now);
  }

  /** What the store has from the asked position on; {@code gone} if it never will have that. */
  public List<Effect> feedPage(List<Update> updates, boolean gone, long now) {
    if (isLive()) {
      openSession().feed().page(updates, gone, out, now);
    }
    return finish(now);
  }

  public List<Effect> feedPageFailed(long now) {
    if (isLive()) {
      openSession().feed().pageFailed(now);
    }
    return finish(now);
  }

  public List<Effect> answered(OutFrame page, long now) {
    if (isLive()) {
      openSession().queries().answered(page, out, now);
    }
    return finish(now);
  }

  public List<Effect> queryFailed(FrameException problem, long now) {
    if (isLive()) {
      openSession().queries().failed(problem, out, now);
    }
    return finish(now);
  }

  /** Records from delivery may be lost, or delivery may have forgotten this session. */
  public List<Effect> feedInDoubt(long now) {
    if (isLive()) {
      openSession().feed().askAgain(out, now);
    }
    return finish(now);
  }

  /** A frame left the queue for good. */
  public List<Effect> written(int bytes, long now) {
    out.written(bytes, now);
    if (isLive() && out.drained()) {
      openSession().feed().drained(out, now);
      openSession().queries().startNext(out);
      openSession().presence().drained(out, now);
    }
    return finish(now);
  }

  public List<Effect> tick(long now) {
    if (phase != Phase.CLOSED) {
      liveness.verdict(now).ifPresent(this::close);
    }
    if (isLive()) {
      liveness.pingIfDue(out, now);
      openSession().tick(out, now);
      if (now >= drainBy) {
        close(CloseCode.GOING_AWAY);
      }
    }
    return finish(now);
  }

  /** The gateway leaves: nothing more is read, what was read is still answered, then it closes. */
  public List<Effect> drain(long reconnectAfterMs, long now) {
    if (phase == Phase.AWAITING_HELLO) {
      close(CloseCode.GOING_AWAY);
    } else if (phase == Phase.OPEN) {
      phase = Phase.DRAINING;
      drainBy = now + limits.drainTimeout().toMillis();
      openSession().flushReceipts(out);
      out.transmit(Replies.goodbye(reconnectAfterMs), now);
    }
    return finish(now);
  }

  /** The gateway or the transport ends it at once. */
  public List<Effect> end(CloseCode code, long now) {
    close(code);
    return finish(now);
  }

  /** The connection is no more. */
  public List<Effect> gone(long now) {
    leave();
    return finish(now);
  }

  /** When {@link #tick} is next needed. */
  public long deadline() {
    if (phase == Phase.CLOSED) {
      return Long.MAX_VALUE;
    }
    long deadline = Math.min(Math.min(liveness.deadline(), out.deadline()), drainBy);
    return session.map(open -> Math.min(deadline, open.deadline())).orElse(deadline);
  }

  private void limitedFrame(ClientFrame frame, long now) {
    UserLimits.Answer user = openSession().takeFrame(now);
    long retryAfterMs = Math.max(rate.take(PresencePart.cost(frame), now), user.retryAfterMs());
    if (retryAfterMs == 0) {
      openSession().frame(frame, out, now);
      return;
    }
    openSession().rateLimited(frame, now);
    out.transmit(
        Replies.error(
            Replies.describe(ErrorCode.RATE_LIMITED, "frames: too many in a short time", frame)
                .setRetryAfterMs(retryAfterMs)),
        now);
    if (user.flood()) {
      close(CloseCode.TOO_MANY_CONNECTIONS);
    }
  }

  private void firstFrame(ClientFrame frame, long now) {
    if (!frame.hasHello()) {
      refuseFirst(
          Replies.error(
              Replies.describe(ErrorCode.NOT_READY, "frame: (expected: hello first)", frame)),
          now);
      return;
    }
    try {
      OpenSession.Admission admission =
          OpenSession.admit(frame.getHello(), context, gatekeeper, now);
      admission.error().ifPresent(error -> out.transmit(Replies.error(error), now));
      admission
          .session()
          .ifPresentOrElse(
              opened -> {
                session = Optional.of(opened);
                phase = Phase.OPEN;
                liveness.opened(opened.tokenEndsAt(), now);
                opened.start(limits, out, now);
              },
              () -> close(admission.refusal()));
    } catch (FrameException e) {
      refuseFirst(Replies.error(Replies.describe(e, frame)), now);
    }
  }

  private void refuseFirst(OutFrame error, long now) {
    out.transmit(error, now);
    close(CloseCode.BAD_FRAME);
  }

  private List<Effect> finish(long now) {
    if (isLive() && out.tooSlow(now)) {
      close(CloseCode.SLOW_CONSUMER);
    }
    if (phase == Phase.OPEN && rate.isFlood()) {
      close(CloseCode.TOO_MANY_CONNECTIONS);
    }
    if (phase == Phase.DRAINING && openSession().sends().isEmpty()) {
      close(CloseCode.GOING_AWAY);
    }
    if (isLive()) {
      regulateReading();
    }
    return out.take();
  }

  private void regulateReading() {
    SendLanes sends = openSession().sends();
    if (reading && (sends.full() || phase == Phase.DRAINING)) {
      reading = false;
      liveness.pause();
      out.add(new Effect.PauseReading());
    } else if (!reading && sends.hasRoomAgain() && phase == Phase.OPEN) {
      reading = true;
      liveness.resume();
      out.add(new Effect.ResumeReading());
    }
  }

  private void close(CloseCode code) {
    if (leave()) {
      out.add(new Effect.Close(code));
    }
  }

  private boolean leave() {
    if (phase == Phase.CLOSED) {
      return false;
    }
    phase = Phase.CLOSED;
    session.ifPresent(open -> open.end(out));
    return true;
  }

  private boolean isLive() {
    return phase == Phase.OPEN || phase == Phase.DRAINING;
  }

  private OpenSession openSession() {
    return session.orElseThrow();
  }
}
