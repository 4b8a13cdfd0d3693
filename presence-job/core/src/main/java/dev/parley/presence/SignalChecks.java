package dev.parley.presence;

import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.PresenceSignals;
import dev.parley.protocol.v1.TypingSignal;

/** Gateways write nothing else; what fails here was written by something that is no gateway. */
public final class SignalChecks {
  private SignalChecks() {}

  /**
   * Checks what no rule may meet otherwise.
   *
   * @throws IllegalArgumentException if a rule is broken
   */
  public static void check(PresenceSignals batch) {
    int slots = Topics.GATEWAY_SIGNALS.partitions();
    if (batch.getGateway() < 0 || batch.getGateway() >= slots) {
      throw new IllegalArgumentException(
          "gateway: %d (expected: a slot, 0 to %d)".formatted(batch.getGateway(), slots - 1));
    }
    if (batch.getIncarnation() < 0) {
      throw new IllegalArgumentException(
          "incarnation: %d (expected: an offset)".formatted(batch.getIncarnation()));
    }
    batch
        .getDevicesList()
        .forEach(
            device -> {
              new UserId(device.getUserId());
              new DeviceId(device.getDeviceId());
            });
    batch
        .getWatchesList()
        .forEach(
            watch -> {
              new UserId(watch.getUserId());
              watch.getAskersList().forEach(UserId::new);
            });
    batch.getVisibilitiesList().forEach(chosen -> new UserId(chosen.getUserId()));
    batch.getTypingList().forEach(SignalChecks::typing);
  }

  private static void typing(TypingSignal typing) {
    if (!ConversationId.parse(typing.getConversationId())
        .hasMember(new UserId(typing.getUserId()))) {
      throw new IllegalArgumentException("conversation_id: (expected: one of the user's)");
    }
  }
}
