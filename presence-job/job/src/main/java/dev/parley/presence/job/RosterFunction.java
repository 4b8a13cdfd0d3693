package dev.parley.presence.job;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.delivery.Gateway;
import dev.parley.delivery.GatewayDirectory;
import dev.parley.flink.DeadLetters;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.presence.RosterRules;
import dev.parley.presence.SignalChecks;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.PresenceSignals;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link RosterRules} on the signals of one gateway and partition after the other. Main
 * output: what persons have to hear of.
 *
 * <p>All that one gateway says of one user comes through one roster, in the order in which it was
 * said.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
final class RosterFunction
    extends KeyedBroadcastProcessFunction<String, SourceRecord, SourceRecord, PersonInput> {
  static final OutputTag<SinkRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letter-records", TypeInformation.of(SinkRecord.class));

  /** How often a roster is looked through for what was not said again. */
  static final Duration SWEEP = Duration.ofMinutes(1);

  private static final long serialVersionUID = 1;

  private transient FlinkRosterStore store;
  private transient Counter batches;
  private transient Counter passed;
  private transient Counter deadLetters;
  private transient @Nullable GatewayDirectory gateways;

  /** The roster that a record belongs to: of its gateway, as its key says, and its partition. */
  static String key(SourceRecord record) {
    return record.keyText() + "/" + record.partition();
  }

  @Override
  public void open(OpenContext context) {
    store = new FlinkRosterStore(getRuntimeContext());
    batches = getRuntimeContext().getMetricGroup().counter("batches");
    passed = getRuntimeContext().getMetricGroup().counter("passed");
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public void processElement(
      SourceRecord record, ReadOnlyContext ctx, Collector<PersonInput> persons) throws Exception {
    PresenceSignals batch;
    try {
      batch = PresenceSignals.parseFrom(record.value());
      SignalChecks.check(batch);
      requireKey(record, batch);
    } catch (InvalidProtocolBufferException e) {
      deadLetter(record, "value: (expected: PresenceSignals)", ctx::output);
      return;
    } catch (IllegalArgumentException e) {
      deadLetter(record, String.valueOf(e.getMessage()), ctx::output);
      return;
    }
    batches.inc();
    if (store.incarnation() < 0) {
      sweepLater(ctx);
    }
    pass(RosterRules.heard(store, batch, record.timestamp()), persons);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<PersonInput> persons) {
    pass(RosterRules.expire(store, slotOf(ctx.getCurrentKey()), timestamp), persons);
    sweepLater(ctx);
  }

  @Override
  public void processBroadcastElement(
      SourceRecord record, Context ctx, Collector<PersonInput> persons) throws Exception {
    BroadcastState<Integer, byte[]> state = ctx.getBroadcastState(RosterStates.gateways());
    GatewayDirectory before = gateways(state);
    GatewayDirectory after;
    try {
      after =
          before.heard(
              GatewayRecord.parseFrom(record.value()), record.offset(), record.timestamp());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      // Every subtask reads it; one tells.
      if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
        deadLetter(record, "value: (expected: a GatewayRecord)", ctx::output);
      }
      return;
    }
    gateways = after;
    for (Map.Entry<Integer, Gateway> changed : after.changedSince(before).entrySet()) {
      state.put(changed.getKey(), StateBytes.of(changed.getValue()));
    }
    Deaths deaths = Deaths.between(before, after);
    if (!deaths.isEmpty()) {
      ctx.applyToKeyedState(
          RosterStates.incarnation(),
          (key, incarnation) -> {
            int slot = slotOf(key);
            if (deaths.include(slot, incarnation.value())) {
              pass(RosterRules.lost(store, slot, deaths.lastLived(slot)), persons);
            }
          });
    }
  }

  private void pass(Iterable<RosterRules.Addressed> signals, Collector<PersonInput> persons) {
    for (RosterRules.Addressed signal : signals) {
      passed.inc();
      persons.collect(PersonInput.of(signal));
    }
  }

  private static void sweepLater(ReadOnlyContext ctx) {
    ctx.timerService().registerProcessingTimeTimer(ctx.currentProcessingTime() + SWEEP.toMillis());
  }

  private static int slotOf(String key) {
    return Integer.parseInt(key.substring(0, key.indexOf('/')));
  }

  /** Under another key one gateway's death would end what another said. */
  private static void requireKey(SourceRecord record, PresenceSignals batch) {
    if (!record.keyText().equals(Integer.toString(batch.getGateway()))) {
      throw new IllegalArgumentException("key: (expected: the record's gateway)");
    }
  }

  /** The broadcast state, decoded once a task: only this task's own writes change it. */
  private GatewayDirectory gateways(ReadOnlyBroadcastState<Integer, byte[]> state)
      throws Exception {
    if (gateways == null) {
      TreeMap<Integer, Gateway> bySlot = new TreeMap<>();
      for (Map.Entry<Integer, byte[]> entry : state.immutableEntries()) {
        bySlot.put(entry.getKey(), StateBytes.gateway(entry.getValue()));
      }
      gateways = new GatewayDirectory(bySlot);
    }
    return gateways;
  }

  private void deadLetter(
      SourceRecord record, String reason, BiConsumer<OutputTag<SinkRecord>, SinkRecord> output) {
    deadLetters.inc();
    output.accept(DEAD_LETTERS, DeadLetters.of(PresenceJob.NAME, record, reason));
  }
}
