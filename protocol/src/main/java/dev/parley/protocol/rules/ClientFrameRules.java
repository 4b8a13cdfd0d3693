package dev.parley.protocol.rules;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Send;
import java.nio.charset.StandardCharsets;

/**
 * The rules of docs/protocol.md that need no state: ids, ranges, sizes. Membership of a direct
 * conversation is one of them, because its id names its members.
 */
public final class ClientFrameRules {
  private ClientFrameRules() {}

  /** Checks one decoded frame; {@code user} is what the token said, not what the frame says. */
  public static void check(ClientFrame frame, UserId user) throws FrameException {
    try {
      switch (frame.getKindCase()) {
        case HELLO -> hello(frame.getHello());
        case SEND -> send(frame.getSend(), user);
        case RECEIPT -> receipt(frame.getReceipt(), user);
        case TYPING -> member(frame.getTyping().getConversationId(), user);
        case PRESENCE -> presence(frame.getPresence());
        case HISTORY -> history(frame.getHistory(), user);
        case CONVERSATIONS -> conversations(frame.getConversations());
        case PING -> ref(frame.getPing().getRef());
        case BLOCK -> block(frame.getBlock(), user);
        case KIND_NOT_SET ->
            throw new FrameException(ErrorCode.BAD_FRAME, "frame: (expected: exactly one kind)");
      }
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** The rules of hello alone: it comes before the user is known. */
  public static void hello(Hello hello) throws FrameException {
    try {
      new DeviceId(hello.getDeviceId());
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    range("since", hello.getSince(), 0, ProtocolLimits.NUMBER_MAX);
  }

  /** The conversation that a checked send goes to. */
  public static ConversationId conversationOf(Send send, UserId sender) throws FrameException {
    try {
      return switch (send.getTargetCase()) {
        case TO -> ConversationId.direct(sender, new UserId(send.getTo()));
        case CONVERSATION_ID -> member(send.getConversationId(), sender);
        case TARGET_NOT_SET -> throw invalid("to: (expected: to or conversationId)");
      };
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** The conversation, if the user is in it. Unknown and foreign ones get the same answer. */
  public static ConversationId member(String conversationId, UserId user) throws FrameException {
    ConversationId conversation;
    try {
      conversation = ConversationId.parse(conversationId);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (!conversation.hasMember(user)) {
      throw new FrameException(
          ErrorCode.NOT_A_MEMBER, "conversationId: (expected: a conversation you are in)");
    }
    return conversation;
  }

  private static void send(Send send, UserId user) throws FrameException {
    conversationOf(send, user);
    new ClientMessageId(send.getClientMessageId());
    range("localSeq", send.getLocalSeq(), 1, ProtocolLimits.NUMBER_MAX);
    switch (send.getContentCase()) {
      case TEXT -> size("text", send.getText().getBytes(StandardCharsets.UTF_8).length);
      case PAYLOAD -> size("payload", send.getPayload().size());
      case CONTENT_NOT_SET -> throw invalid("text: (expected: text or payload)");
    }
    if (send.getContentType().length() > ProtocolLimits.CONTENT_TYPE_MAX_CHARS) {
      throw invalid(
          "contentType: (expected: at most "
              + ProtocolLimits.CONTENT_TYPE_MAX_CHARS
              + " characters)");
    }
  }

  private static void receipt(Receipt receipt, UserId user) throws FrameException {
    member(receipt.getConversationId(), user);
    if (!receipt.hasDelivered() && !receipt.hasRead()) {
      throw invalid("delivered: (expected: delivered, read or both)");
    }
    range("delivered", receipt.getDelivered(), 0, ProtocolLimits.NUMBER_MAX);
    range("read", receipt.getRead(), 0, ProtocolLimits.NUMBER_MAX);
  }

  private static void presence(PresenceRequest request) throws FrameException {
    request.getSubscribeList().forEach(UserId::new);
    request.getUnsubscribeList().forEach(UserId::new);
    if (request.hasState()
        && !request.getState().equals("active")
        && !request.getState().equals("away")) {
      throw invalid("state: (expected: active or away)");
    }
    if (request.hasVisibility()) {
      audience("visibility.online", request.getVisibility().getOnline());
      audience("visibility.lastSeen", request.getVisibility().getLastSeen());
    }
  }

  private static void audience(String name, String value) throws FrameException {
    if (!value.equals("contacts") && !value.equals("nobody")) {
      throw invalid(name + ": (expected: contacts or nobody)");
    }
  }

  private static void history(HistoryRequest request, UserId user) throws FrameException {
    ref(request.getRef());
    member(request.getConversationId(), user);
    if (request.hasBefore()) {
      range("before", request.getBefore(), 1, ProtocolLimits.NUMBER_MAX);
    }
    range("limit", request.getLimit(), 1, ProtocolLimits.PAGE_LIMIT_MAX);
  }

  private static void conversations(ConversationsRequest request) throws FrameException {
    ref(request.getRef());
    range("limit", request.getLimit(), 1, ProtocolLimits.PAGE_LIMIT_MAX);
  }

  private static void block(Block block, UserId user) throws FrameException {
    ref(block.getRef());
    member(block.getConversationId(), user);
  }

  private static void ref(String ref) throws FrameException {
    if (ref.length() > ProtocolLimits.REF_MAX_CHARS) {
      throw invalid("ref: (expected: at most " + ProtocolLimits.REF_MAX_CHARS + " characters)");
    }
  }

  private static void size(String name, int bytes) throws FrameException {
    if (bytes > ProtocolLimits.TEXT_MAX_BYTES) {
      throw new FrameException(
          ErrorCode.TOO_LARGE,
          name
              + ": "
              + bytes
              + " bytes (expected: at most "
              + ProtocolLimits.TEXT_MAX_BYTES
              + " bytes)");
    }
    if (bytes == 0) {
      throw invalid(name + ": empty (expected: at least one byte)");
    }
  }

  private static void range(String name, long value, long min, long max) throws FrameException {
    if (value < min || value > max) {
      throw invalid(name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }

  private static FrameException invalid(String message) {
    return new FrameException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
