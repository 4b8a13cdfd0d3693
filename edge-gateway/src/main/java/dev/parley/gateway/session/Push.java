package dev.parley.gateway.session;

import dev.parley.protocol.v1.PushRecord;
import java.util.Optional;

/** A record for sessions of this gateway; a live update is shared by all of them as one frame. */
public record Push(PushRecord record, Optional<OutFrame> live) {
  public static Push of(PushRecord record) {
    return new Push(
        record,
        record.hasLive() ? Optional.of(Replies.update(record.getLive())) : Optional.empty());
  }
}
