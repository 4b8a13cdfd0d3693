package dev.parley.gateway.session;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.CaughtUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Goodbye;
import dev.parley.protocol.v1.Limits;
import dev.parley.protocol.v1.Pong;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Welcome;

/** The frames a gateway says by itself. */
final class Replies {
  private Replies() {}

  static OutFrame welcome(String user, String device, String sessionId, long now, long idleMs) {
    Limits limits =
        Limits.newBuilder()
            .setFrameBytes(ProtocolLimits.FRAME_MAX_BYTES)
            .setTextBytes(ProtocolLimits.TEXT_MAX_BYTES)
            .setUnacceptedSends(ProtocolLimits.UNACCEPTED_SENDS_MAX)
            .setHistoryLimit(ProtocolLimits.PAGE_LIMIT_MAX)
            .setIdleMs(idleMs)
            .build();
    return of(
        ServerFrame.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setUserId(user)
                    .setDeviceId(device)
                    .setSessionId(sessionId)
                    .setServerTime(now)
                    .setLimits(limits)));
  }

  static OutFrame accepted(String clientMessageId) {
    return of(
        ServerFrame.newBuilder()
            .setAccepted(Accepted.newBuilder().setClientMessageId(clientMessageId)));
  }

  static OutFrame update(Update update) {
    return of(ServerFrame.newBuilder().setUpdate(update));
  }

  static OutFrame caughtUp(long position) {
    return of(ServerFrame.newBuilder().setCaughtUp(CaughtUp.newBuilder().setPosition(position)));
  }

  static OutFrame resync(long position) {
    return of(ServerFrame.newBuilder().setResync(Resync.newBuilder().setPosition(position)));
  }

  static OutFrame pong(String ref, long now) {
    return of(ServerFrame.newBuilder().setPong(Pong.newBuilder().setRef(ref).setServerTime(now)));
  }

  static OutFrame goodbye(long reconnectAfterMs) {
    return of(
        ServerFrame.newBuilder()
            .setGoodbye(Goodbye.newBuilder().setReconnectAfterMs(reconnectAfterMs)));
  }

  static OutFrame typing(TypingSignal typing, boolean on) {
    return of(
        ServerFrame.newBuilder()
            .setTyping(
                TypingNotice.newBuilder()
                    .setConversationId(typing.getConversationId())
                    .setUserId(typing.getUserId())
                    .setOn(on)));
  }

  static OutFrame error(Error.Builder error) {
    return of(ServerFrame.newBuilder().setError(error));
  }

  static Error.Builder describe(ErrorCode code, String message) {
    return Error.newBuilder().setCode(code.wireName()).setMessage(message).setRemedy(code.remedy());
  }

  static Error.Builder describe(FrameException problem) {
    Error.Builder error = describe(problem.code(), problem.getMessage());
    problem.retryAfterMs().ifPresent(error::setRetryAfterMs);
    return error;
  }

  static Error.Builder describe(FrameException problem, ClientFrame refused) {
    Error.Builder error = describe(problem.code(), problem.getMessage(), refused);
    problem.retryAfterMs().ifPresent(error::setRetryAfterMs);
    return error;
  }

  /** As {@link #describe}, with whatever of the frame lets its sender know which one is meant. */
  static Error.Builder describe(ErrorCode code, String message, ClientFrame refused) {
    Error.Builder error = describe(code, message);
    switch (refused.getKindCase()) {
      case SEND -> error.setClientMessageId(shown(refused.getSend().getClientMessageId()));
      case HISTORY -> error.setRef(shown(refused.getHistory().getRef()));
      case CONVERSATIONS -> error.setRef(shown(refused.getConversations().getRef()));
      case PING -> error.setRef(shown(refused.getPing().getRef()));
      case BLOCK -> error.setRef(shown(refused.getBlock().getRef()));
      case HELLO, RECEIPT, TYPING, PRESENCE, KIND_NOT_SET -> {}
    }
    return error;
  }

  /** An id that broke a rule may be of any length; one that can be valid is never cut. */
  private static String shown(String id) {
    return id.length() <= ProtocolLimits.REF_MAX_CHARS
        ? id
        : id.substring(0, ProtocolLimits.REF_MAX_CHARS);
  }

  private static OutFrame of(ServerFrame.Builder frame) {
    return new OutFrame(frame.build());
  }
}
