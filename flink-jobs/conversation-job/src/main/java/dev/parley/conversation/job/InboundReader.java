package dev.parley.conversation.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.conversation.Command;
import dev.parley.conversation.Content;
import dev.parley.conversation.Sender;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.SendCommand;
import java.nio.charset.StandardCharsets;

/**
 * Reads commands. Gateways have checked all of this before; what fails here was written by
 * something else, and nobody waits for an answer.
 */
final class InboundReader {
  private InboundReader() {}

  static Command read(byte[] key, byte[] value) throws UnreadableException {
    try {
      InboundRecord inbound = InboundRecord.parseFrom(value);
      requireKey(key, inbound);
      return command(inbound);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableException("value: (expected: an InboundRecord)");
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static Command command(InboundRecord inbound) {
    ConversationId conversation = ConversationId.parse(inbound.getConversationId());
    Sender sender =
        new Sender(new UserId(inbound.getUserId()), new DeviceId(inbound.getDeviceId()));
    return switch (inbound.getCommandCase()) {
      case SEND -> send(conversation, sender, inbound.getSend());
      case RECEIPT -> receipt(conversation, sender, inbound.getReceipt());
      case BLOCK -> new Command.Block(conversation, sender, inbound.getBlock().getOn());
      case COMMAND_NOT_SET ->
          throw new IllegalArgumentException("command: missing (expected: send, receipt or block)");
    };
  }

  /** Under another key than its conversation's, a record would count in a stranger's sequence. */
  private static void requireKey(byte[] key, InboundRecord inbound) {
    if (!new String(key, StandardCharsets.UTF_8).equals(inbound.getConversationId())) {
      throw new IllegalArgumentException("key: (expected: the record's conversationId)");
    }
  }

  private static Command send(ConversationId conversation, Sender sender, SendCommand send) {
    if (send.getLocalSeq() < 1) {
      throw new IllegalArgumentException(
          "localSeq: %d (expected: 1 or more)".formatted(send.getLocalSeq()));
    }
    return new Command.Send(
        conversation,
        sender,
        new ClientMessageId(send.getClientMessageId()),
        send.getLocalSeq(),
        content(send));
  }

  private static Content content(SendCommand send) {
    return switch (send.getContentCase()) {
      case TEXT -> new Content(Content.Kind.TEXT, send.getTextBytes(), send.getContentType());
      case PAYLOAD -> new Content(Content.Kind.PAYLOAD, send.getPayload(), send.getContentType());
      case CONTENT_NOT_SET ->
          throw new IllegalArgumentException("content: missing (expected: text or payload)");
    };
  }

  private static Command receipt(
      ConversationId conversation, Sender sender, ReceiptCommand receipt) {
    return new Command.Receipt(conversation, sender, receipt.getDelivered(), receipt.getRead());
  }
}
