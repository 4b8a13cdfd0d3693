package dev.parley.delivery;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.SessionRecord;

/**
 * Records as inputs. A record that breaks a rule must not touch a feed: an {@link
 * IllegalArgumentException} says which one.
 */
public final class FeedInputs {
  private FeedInputs() {}

  public static FeedInput of(FanoutRecord record) {
    return switch (record.getEntryCase()) {
      case MESSAGE -> message(record.getMessage());
      case RECEIPT -> receipt(record.getReceipt());
      case REFUSAL -> refusal(record.getRefusal());
      case CONVERSATION -> conversation(record.getConversation());
      case ENTRY_NOT_SET ->
          throw invalid(
              "entry", record.getEntryCase(), "message, receipt, conversation or refusal");
    };
  }

  public static FeedInput of(SessionRecord record) {
    if (!GatewayDirectory.isSlot(record.getGateway())) {
      throw invalid("gateway", record.getGateway(), GatewayDirectory.slotRule());
    }
    range("incarnation", record.getIncarnation(), 0, Long.MAX_VALUE);
    Session session =
        Session.of(
            present("session_id", record.getSessionId()),
            new DeviceId(record.getDeviceId()),
            new GatewayAddress(record.getGateway(), record.getIncarnation()));
    return switch (record.getEventCase()) {
      case OPENED -> new FeedInput.Opened(session, since(record.getOpened().getSince()));
      case FEED_REQUESTED ->
          new FeedInput.FeedWanted(session, since(record.getFeedRequested().getSince()));
      case CLOSED -> new FeedInput.Closed(session);
      case EVENT_NOT_SET ->
          throw invalid("event", record.getEventCase(), "opened, feed_requested or closed");
    };
  }

  private static FeedInput message(Message message) {
    present("conversation_id", message.getConversationId());
    range("seq", message.getSeq(), 1, ProtocolLimits.NUMBER_MAX);
    return new FeedInput.MessageArrived(message);
  }

  private static FeedInput receipt(ReceiptUpdate receipt) {
    present("conversation_id", receipt.getConversationId());
    new UserId(receipt.getUserId());
    range("delivered", receipt.getDelivered(), 0, ProtocolLimits.NUMBER_MAX);
    range("read", receipt.getRead(), 0, receipt.getDelivered());
    return new FeedInput.ReceiptMoved(receipt);
  }

  private static FeedInput conversation(ConversationUpdate conversation) {
    present("conversation_id", conversation.getConversationId());
    range("version", conversation.getVersion(), 1, ProtocolLimits.NUMBER_MAX);
    return new FeedInput.ConversationChanged(conversation);
  }

  private static FeedInput refusal(Refusal refusal) {
    new DeviceId(refusal.getDeviceId());
    present("client_message_id", refusal.getClientMessageId());
    present("code", refusal.getCode());
    return new FeedInput.SendRefused(refusal);
  }

  private static long since(long value) {
    range("since", value, 0, ProtocolLimits.NUMBER_MAX);
    return value;
  }

  private static void range(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw invalid(name, value, min + " to " + max);
    }
  }

  private static String present(String name, String value) {
    if (value.isEmpty()) {
      throw invalid(name, "", "not empty");
    }
    return value;
  }

  private static IllegalArgumentException invalid(String name, Object value, String rule) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
  }
}
