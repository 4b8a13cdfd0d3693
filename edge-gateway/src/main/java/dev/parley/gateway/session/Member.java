package dev.parley.gateway.session;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.BlockCommand;
import dev.parley.protocol.v1.FeedRequested;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ReceiptCommand;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.SendCommand;
import dev.parley.protocol.v1.SessionClosed;
import dev.parley.protocol.v1.SessionOpened;
import dev.parley.protocol.v1.SessionRecord;

/**
 * The device of an open session, as the token and hello named it. What it says is written to Kafka
 * under this name; names inside later frames count for nothing.
 */
record Member(UserId user, DeviceId device, SessionContext context) {
  InboundRecord send(ConversationId conversation, Send send) {
    SendCommand.Builder command =
        SendCommand.newBuilder()
            .setClientMessageId(send.getClientMessageId())
            .setLocalSeq(send.getLocalSeq());
    if (send.hasText()) {
      command.setText(send.getText());
    } else {
      command.setPayload(send.getPayload());
    }
    if (!send.getContentType().isEmpty()) {
      command.setContentType(send.getContentType());
    }
    return inbound(conversation.value()).setSend(command).build();
  }

  InboundRecord receipt(String conversationId, long delivered, long read) {
    return inbound(conversationId)
        .setReceipt(ReceiptCommand.newBuilder().setDelivered(delivered).setRead(read))
        .build();
  }

  InboundRecord block(Block block) {
    return inbound(block.getConversationId())
        .setBlock(BlockCommand.newBuilder().setOn(block.getOn()))
        .build();
  }

  SessionRecord opened(long since) {
    return session().setOpened(SessionOpened.newBuilder().setSince(since)).build();
  }

  SessionRecord feedRequested(long since) {
    return session().setFeedRequested(FeedRequested.newBuilder().setSince(since)).build();
  }

  SessionRecord closed() {
    return session().setClosed(SessionClosed.getDefaultInstance()).build();
  }

  private InboundRecord.Builder inbound(String conversationId) {
    return InboundRecord.newBuilder()
        .setConversationId(conversationId)
        .setUserId(user.value())
        .setDeviceId(device.value());
  }

  private SessionRecord.Builder session() {
    return SessionRecord.newBuilder()
        .setUserId(user.value())
        .setDeviceId(device.value())
        .setSessionId(context.sessionId())
        .setGateway(context.slot())
        .setIncarnation(context.incarnation());
  }
}
