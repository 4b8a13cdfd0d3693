package dev.parley.conversation.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.conversation.BlockSetting;
import dev.parley.conversation.ContentHash;
import dev.parley.conversation.Cursors;
import dev.parley.conversation.Known;
import dev.parley.conversation.Remembered;
import dev.parley.conversation.Sender;
import dev.parley.conversation.job.v1.BlockValue;
import dev.parley.conversation.job.v1.CursorsValue;
import dev.parley.conversation.job.v1.KnownValue;
import dev.parley.conversation.job.v1.RememberedValue;
import dev.parley.protocol.id.ClientMessageId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;

/**
 * State values as protobuf bytes: for Flink they are opaque, and their evolution is protobuf's. Own
 * state that doesn't decode is a bug, so it fails the job.
 */
final class StateValues {
  private StateValues() {}

  static byte[] encode(Known known) {
    return KnownValue.newBuilder()
        .setSeq(known.seq())
        .setContentHash(known.content().value())
        .build()
        .toByteArray();
  }

  static Known decodeKnown(byte[] bytes) {
    try {
      KnownValue value = KnownValue.parseFrom(bytes);
      return new Known(value.getSeq(), new ContentHash(value.getContentHash()));
    } catch (InvalidProtocolBufferException e) {
      throw corrupt(ConversationState.IDS, e);
    }
  }

  static byte[] encode(Remembered message) {
    return RememberedValue.newBuilder()
        .setUserId(message.sender().user().value())
        .setDeviceId(message.sender().device().value())
        .setClientMessageId(message.id().value())
        .setLocalSeq(message.localSeq())
        .setTime(message.time())
        .build()
        .toByteArray();
  }

  static Remembered decodeRemembered(long seq, byte[] bytes) {
    try {
      RememberedValue value = RememberedValue.parseFrom(bytes);
      return new Remembered(
          seq,
          new Sender(new UserId(value.getUserId()), new DeviceId(value.getDeviceId())),
          new ClientMessageId(value.getClientMessageId()),
          value.getLocalSeq(),
          value.getTime());
    } catch (InvalidProtocolBufferException e) {
      throw corrupt(ConversationState.MEMORY, e);
    }
  }

  static byte[] encode(Cursors cursors) {
    return CursorsValue.newBuilder()
        .setDelivered(cursors.delivered())
        .setRead(cursors.read())
        .build()
        .toByteArray();
  }

  static Cursors decodeCursors(byte[] bytes) {
    try {
      CursorsValue value = CursorsValue.parseFrom(bytes);
      return new Cursors(value.getDelivered(), value.getRead());
    } catch (InvalidProtocolBufferException e) {
      throw corrupt(ConversationState.CURSORS, e);
    }
  }

  static byte[] encode(BlockSetting setting) {
    return BlockValue.newBuilder()
        .setOn(setting.on())
        .setVersion(setting.version())
        .build()
        .toByteArray();
  }

  static BlockSetting decodeBlock(byte[] bytes) {
    try {
      BlockValue value = BlockValue.parseFrom(bytes);
      return new BlockSetting(value.getOn(), value.getVersion());
    } catch (InvalidProtocolBufferException e) {
      throw corrupt(ConversationState.BLOCKS, e);
    }
  }

  private static IllegalStateException corrupt(ConversationState state, Exception cause) {
    return new IllegalStateException("state " + state.stateName() + " doesn't decode", cause);
  }
}
