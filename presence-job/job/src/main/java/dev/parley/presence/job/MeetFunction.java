package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.flink.DeadLetters;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ContactRecord;
import dev.parley.protocol.v1.PersonSignal;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Tells persons whom they talk to, and whom no longer. */
final class MeetFunction extends ProcessFunction<SourceRecord, PersonInput> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(SourceRecord record, Context ctx, Collector<PersonInput> persons) {
    try {
      ContactRecord contact = ContactRecord.parseFrom(record.value());
      String user = new UserId(contact.getUserId()).value();
      String peer = new UserId(contact.getPeerId()).value();
      PersonSignal.Builder signal = PersonSignal.newBuilder();
      signal = contact.getApart() ? signal.setParted(peer) : signal.setMet(peer);
      persons.collect(new PersonInput(user, signal.build().toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      ctx.output(RosterFunction.DEAD_LETTERS, letter(record, "value: (expected: a ContactRecord)"));
    } catch (IllegalArgumentException e) {
      ctx.output(RosterFunction.DEAD_LETTERS, letter(record, String.valueOf(e.getMessage())));
    }
  }

  private static SinkRecord letter(SourceRecord record, String reason) {
    return DeadLetters.of(PresenceJob.NAME, record, reason);
  }
}
