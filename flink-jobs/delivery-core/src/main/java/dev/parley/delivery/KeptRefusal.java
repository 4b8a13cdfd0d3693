package dev.parley.delivery;

import dev.parley.protocol.v1.Refusal;

/** A refusal and the record time it came with. */
public record KeptRefusal(Refusal refusal, long time) {

  boolean isSameAnswerAs(Refusal other) {
    return isFor(other.getDeviceId())
        && refusal.getConversationId().equals(other.getConversationId())
        && refusal.getClientMessageId().equals(other.getClientMessageId());
  }

  boolean isFor(String deviceId) {
    return refusal.getDeviceId().equals(deviceId);
  }
}
