package dev.parley.presence.job;

import dev.parley.flink.SinkRecord;
import dev.parley.presence.PersonEvent;
import dev.parley.protocol.topic.Topics;
import java.util.function.Consumer;

/** What leaves the operator, or is kept beside the person, because of an event. */
record Emitter(
    Consumer<SinkRecord> signals,
    Consumer<byte[]> snapshots,
    Consumer<String> newContacts,
    Consumer<String> formerContacts)
    implements PersonEvent.Visitor {

  @Override
  public void told(PersonEvent.Told event) {
    signals.accept(SinkRecord.addressed(Topics.GATEWAY_SIGNALS, event.gateway(), event.signal()));
  }

  @Override
  public void noted(PersonEvent.Noted event) {
    snapshots.accept(event.status().toByteArray());
  }

  @Override
  public void met(PersonEvent.Met event) {
    newContacts.accept(event.peer());
  }

  @Override
  public void parted(PersonEvent.Parted event) {
    formerContacts.accept(event.peer());
  }

  @Override
  public void changed(PersonEvent.Changed event) {}

  @Override
  public void suppressed(PersonEvent.Suppressed event) {}

  @Override
  public void denied(PersonEvent.Denied event) {}
}
