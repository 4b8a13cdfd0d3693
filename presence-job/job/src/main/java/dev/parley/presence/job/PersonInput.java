package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.presence.RosterRules.Addressed;
import dev.parley.protocol.v1.PersonSignal;

/**
 * A signal on its way to a person.
 *
 * @param signal a PersonSignal
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record PersonInput(String user, byte[] signal) {
  static PersonInput of(Addressed addressed) {
    return new PersonInput(addressed.user(), addressed.signal().toByteArray());
  }

  PersonSignal decoded() {
    try {
      return PersonSignal.parseFrom(signal);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record of our own can't be read", e);
    }
  }
}
