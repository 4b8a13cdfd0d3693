package dev.parley.conversation.job;

import dev.parley.conversation.BlockSetting;
import dev.parley.conversation.Content;
import dev.parley.conversation.Event;
import dev.parley.flink.SinkRecord;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.BlockChange;
import dev.parley.protocol.v1.ContactRecord;
import dev.parley.protocol.v1.ConversationRecord;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Refusal;
import java.util.function.Consumer;

/**
 * Turns events into the records that tell of them: what happened goes to the log and to every
 * member, a refusal to the refused device alone. Repeats are told to nobody, because the first time
 * was told to everybody.
 *
 * @param time the time of the record that led to the events
 */
record Announcer(
    ConversationId conversation, long time, Consumer<SinkRecord> fanout, Consumer<SinkRecord> log)
    implements Event.Visitor {

  @Override
  public void sequenced(Event.Sequenced event) {
    Message message = message(event);
    for (UserId member : conversation.members()) {
      toMember(fanoutTo(member).setMessage(message));
    }
    toLog(ConversationRecord.newBuilder().setMessage(message));
    if (Long.bitCount(event.seq()) == 1) {
      announceContacts(false);
    }
  }

  @Override
  public void repeated(Event.Repeated event) {}

  @Override
  public void refused(Event.Refused event) {
    toMember(
        fanoutTo(event.sender().user())
            .setRefusal(
                Refusal.newBuilder()
                    .setDeviceId(event.sender().device().value())
                    .setConversationId(conversation.value())
                    .setClientMessageId(event.id().value())
                    .setCode(event.code().wireName())));
  }

  @Override
  public void cursorsMoved(Event.CursorsMoved event) {
    ReceiptUpdate receipt =
        ReceiptUpdate.newBuilder()
            .setConversationId(conversation.value())
            .setUserId(event.user().value())
            .setDelivered(event.cursors().delivered())
            .setRead(event.cursors().read())
            .build();
    for (UserId member : conversation.members()) {
      toMember(fanoutTo(member).setReceipt(receipt));
    }
    toLog(ConversationRecord.newBuilder().setReceipt(receipt));
  }

  /** The other isn't told: they notice at their next message. */
  @Override
  public void blockChanged(Event.BlockChanged event) {
    BlockSetting setting = event.setting();
    toMember(
        fanoutTo(event.user())
            .setConversation(
                ConversationUpdate.newBuilder()
                    .setConversationId(conversation.value())
                    .setBlocked(setting.on())
                    .setVersion(setting.version())));
    toLog(
        ConversationRecord.newBuilder()
            .setBlock(
                BlockChange.newBuilder()
                    .setUserId(event.user().value())
                    .setOn(setting.on())
                    .setVersion(setting.version())));
    announceContacts(event.strangers());
  }

  @Override
  public void forgotten(Event.Forgotten event) {}

  /**
   * Also at the 1st, 2nd, 4th, 8th, ... message: nothing has to be remembered for it, and a
   * conversation that is older than the topic, or whose record was lost, becomes known as it goes
   * on.
   */
  private void announceContacts(boolean apart) {
    for (UserId member : conversation.members()) {
      ContactRecord contact =
          ContactRecord.newBuilder()
              .setUserId(member.value())
              .setPeerId(conversation.peerOf(member).value())
              .setApart(apart)
              .build();
      // No id has a slash in it. Compaction keeps one record of each pair.
      log.accept(
          SinkRecord.keyed(
              Topics.CONTACTS, contact.getUserId() + "/" + contact.getPeerId(), contact));
    }
  }

  private Message message(Event.Sequenced event) {
    Message.Builder message =
        Message.newBuilder()
            .setConversationId(conversation.value())
            .setSeq(event.seq())
            .setFrom(event.sender().user().value())
            .setFromDevice(event.sender().device().value())
            .setClientMessageId(event.id().value())
            .setSentAt(event.time());
    Content content = event.content();
    switch (content.kind()) {
      case TEXT -> message.setTextBytes(content.bytes());
      case PAYLOAD -> message.setPayload(content.bytes());
    }
    if (!content.type().isEmpty()) {
      message.setContentType(content.type());
    }
    return message.build();
  }

  private FanoutRecord.Builder fanoutTo(UserId user) {
    return FanoutRecord.newBuilder().setUserId(user.value()).setTime(time);
  }

  private void toMember(FanoutRecord.Builder record) {
    fanout.accept(SinkRecord.keyed(Topics.FANOUT, record.getUserId(), record.build()));
  }

  private void toLog(ConversationRecord.Builder record) {
    log.accept(
        SinkRecord.keyed(
            Topics.CONVERSATION_LOG,
            conversation.value(),
            record.setConversationId(conversation.value()).setTime(time).build()));
  }
}
