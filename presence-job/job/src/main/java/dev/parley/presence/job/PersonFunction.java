package dev.parley.presence.job;

import dev.parley.flink.SinkRecord;
import dev.parley.flink.StateAccess;
import dev.parley.presence.Person;
import dev.parley.presence.PersonEvent;
import dev.parley.presence.PresenceRules;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Runs {@link PresenceRules} on the signals of one user after the other. Main output: what gateways
 * have to hear; side output: snapshots, as PresenceStatus.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
final class PersonFunction extends KeyedProcessFunction<String, PersonInput, SinkRecord> {
  static final OutputTag<byte[]> SNAPSHOTS =
      new OutputTag<>("snapshots", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /**
   * A restored task first reads what was said while there was none. Until then nobody goes: behind
   * the word that somebody left may lie the word that they are back.
   */
  static final Duration SETTLE = Duration.ofSeconds(5);

  private static final long serialVersionUID = 1;

  private transient ValueState<byte[]> state;
  private transient MapState<String, Boolean> contacts;
  private transient PresenceMetrics metrics;
  private transient long settledAt;

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(PersonStates.person());
    contacts = getRuntimeContext().getMapState(PersonStates.contacts());
    metrics = new PresenceMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(PersonInput input, Context ctx, Collector<SinkRecord> signals) {
    long now = noteTime(ctx);
    Person before = person();
    PresenceRules.Outcome outcome =
        PresenceRules.decide(input.user(), before, this::knows, input.decoded(), now);
    take(before, outcome, ctx, signals);
    // Before the crash that this task was restored from, watchers may have been told that they
    // went.
    if (now < settledAt && outcome.events().contains(new PersonEvent.Suppressed())) {
      Person back = outcome.person();
      take(back, PresenceRules.reassure(input.user(), back, now), ctx, signals);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<SinkRecord> signals) {
    long now = noteTime(ctx);
    Person before = person();
    if (now < settledAt) {
      wakeFor(before, ctx);
    } else {
      take(before, PresenceRules.due(ctx.getCurrentKey(), before, now), ctx, signals);
    }
  }

  private void take(
      Person before, PresenceRules.Outcome outcome, Context ctx, Collector<SinkRecord> signals) {
    Emitter emitter =
        new Emitter(
            signals::collect,
            snapshot -> ctx.output(SNAPSHOTS, snapshot),
            peer -> StateAccess.write(() -> contacts.put(peer, true)),
            peer -> StateAccess.write(() -> contacts.remove(peer)));
    for (PersonEvent event : outcome.events()) {
      event.accept(emitter);
      event.accept(metrics);
    }
    if (!outcome.person().equals(before)) {
      keep(outcome.person());
    }
    wakeFor(outcome.person(), ctx);
  }

  /** The same time again is the same timer. */
  private void wakeFor(Person person, Context ctx) {
    PresenceRules.deadline(person)
        .ifPresent(
            deadline ->
                ctx.timerService().registerProcessingTimeTimer(Math.max(deadline, settledAt)));
  }

  private Person person() {
    return StateAccess.read(state::value).map(Person::of).orElse(Person.UNKNOWN);
  }

  private void keep(Person person) {
    StateAccess.write(
        () -> {
          if (person.equals(Person.UNKNOWN)) {
            state.clear();
          } else {
            state.update(person.toBytes());
          }
        });
  }

  private boolean knows(String user) {
    return StateAccess.read(() -> contacts.get(user)).isPresent();
  }

  private long noteTime(Context ctx) {
    long now = ctx.timerService().currentProcessingTime();
    if (settledAt == 0) {
      settledAt = now + SETTLE.toMillis();
    }
    return now;
  }
}
