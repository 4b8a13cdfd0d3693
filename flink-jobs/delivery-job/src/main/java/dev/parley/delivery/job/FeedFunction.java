package dev.parley.delivery.job;

import dev.parley.delivery.FeedEvent;
import dev.parley.delivery.FeedInput;
import dev.parley.delivery.FeedMachine;
import dev.parley.delivery.Gateway;
import dev.parley.delivery.GatewayDirectory;
import dev.parley.flink.DeadLetters;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link FeedMachine} on the records of one user after the other. Main output: pushes.
 *
 * <p>A user's fanout records arrive here in the order of their partition, so positions are the same
 * in every run. Sessions and gateways come between them in another order each time, and only say
 * where to push. A push is out at least once: what is repeated after a crash has the position it
 * had.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
final class FeedFunction
    extends KeyedBroadcastProcessFunction<String, SourceRecord, SourceRecord, SinkRecord> {
  private static final long serialVersionUID = 1;

  static final OutputTag<SinkRecord> USER_FEED =
      new OutputTag<>("user-feed-records", TypeInformation.of(SinkRecord.class));
  static final OutputTag<SinkRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letter-records", TypeInformation.of(SinkRecord.class));

  /**
   * A restored task numbers again what it had numbered since the checkpoint. That is a few seconds
   * of traffic, read at full speed; after this long, who is ahead of the feed is really ahead.
   */
  static final Duration REPLAY_MAX = Duration.ofSeconds(15);

  private transient FeedMachine machine;
  private transient FlinkFeedStore store;
  private transient DeliveryMetrics metrics;
  private transient @Nullable GatewayDirectory gateways;
  private transient long replayEnd;

  @Override
  public void open(OpenContext context) {
    machine = new FeedMachine();
    store = new FlinkFeedStore(getRuntimeContext());
    metrics = new DeliveryMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRecord record, ReadOnlyContext ctx, Collector<SinkRecord> pushes)
      throws Exception {
    RecordReader.TimedInput read;
    try {
      read = RecordReader.input(record);
    } catch (UnreadableRecordException e) {
      deadLetter(record, e, ctx::output);
      return;
    }
    handle(read.input(), read.time(), ctx, pushes);
  }

  /**
   * Somebody was ahead of the feed, or sessions are to be looked through; either looks at every
   * session. A timer restored from before a crash waits for this replay.
   */
  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<SinkRecord> pushes)
      throws Exception {
    noteStart(ctx.currentProcessingTime());
    if (timestamp < replayEnd) {
      ctx.timerService().registerProcessingTimeTimer(replayEnd);
    } else {
      handle(new FeedInput.ReplayEnded(), timestamp, ctx, pushes);
      if (!store.sessions().isEmpty()) {
        ctx.timerService()
            .registerProcessingTimeTimer(
                SessionChecks.next(ctx.getCurrentKey(), ctx.currentProcessingTime()));
      }
    }
  }

  @Override
  public void processBroadcastElement(
      SourceRecord record, Context ctx, Collector<SinkRecord> pushes) throws Exception {
    noteStart(ctx.currentProcessingTime());
    BroadcastState<Integer, byte[]> state = ctx.getBroadcastState(FeedState.gateways());
    GatewayDirectory before = gateways(state);
    try {
      gateways = RecordReader.heard(before, record);
    } catch (UnreadableRecordException e) {
      // Every subtask reads it; one tells.
      if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
        deadLetter(record, e, ctx::output);
      }
      return;
    }
    for (Map.Entry<Integer, Gateway> changed : gateways.changedSince(before).entrySet()) {
      state.put(changed.getKey(), StateBytes.of(changed.getValue()));
    }
  }

  private void handle(FeedInput input, long time, ReadOnlyContext ctx, Collector<SinkRecord> pushes)
      throws Exception {
    noteStart(ctx.currentProcessingTime());
    GatewayDirectory directory = gateways(ctx.getBroadcastState(FeedState.gateways()));
    Emitter emitter = new Emitter(ctx, pushes, replayEnd);
    for (FeedEvent event : machine.decide(store, input, directory, time)) {
      machine.apply(store, event);
      event.accept(metrics);
      event.accept(emitter);
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

  private void noteStart(long now) {
    if (replayEnd == 0) {
      replayEnd = now + REPLAY_MAX.toMillis();
    }
  }

  private void deadLetter(
      SourceRecord record,
      UnreadableRecordException e,
      BiConsumer<OutputTag<SinkRecord>, SinkRecord> output) {
    metrics.deadLetter();
    output.accept(DEAD_LETTERS, DeadLetters.of(DeliveryJob.NAME, record, e.reason()));
  }
}
