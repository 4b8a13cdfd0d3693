package dev.parley.delivery.job;

import dev.parley.delivery.FeedEvent;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.FeedRecord;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** What leaves the operator because of an input's events, and the timer they need. */
final class Emitter implements FeedEvent.Visitor {
  private final KeyedBroadcastProcessFunction<String, SourceRecord, SourceRecord, SinkRecord>
          .ReadOnlyContext
      ctx;
  private final Collector<SinkRecord> pushes;
  private final long replayEnd;

  Emitter(
      KeyedBroadcastProcessFunction<String, SourceRecord, SourceRecord, SinkRecord>.ReadOnlyContext
          ctx,
      Collector<SinkRecord> pushes,
      long replayEnd) {
    this.ctx = ctx;
    this.pushes = pushes;
    this.replayEnd = replayEnd;
  }

  @Override
  public void numbered(FeedEvent.Numbered event) {
    String user = ctx.getCurrentKey();
    FeedRecord record =
        FeedRecord.newBuilder()
            .setUserId(user)
            .setTime(event.time())
            .setUpdate(event.update())
            .build();
    ctx.output(FeedFunction.USER_FEED, SinkRecord.keyed(Topics.USER_FEED, user, record));
  }

  @Override
  public void pushed(FeedEvent.Pushed event) {
    pushes.collect(SinkRecord.addressed(Topics.GATEWAY_PUSH, event.slot(), event.record()));
  }

  /** A timer that is already due fires at once: after the replay nobody waits. */
  @Override
  public void sessionKept(FeedEvent.SessionKept event) {
    ctx.timerService()
        .registerProcessingTimeTimer(
            SessionChecks.next(ctx.getCurrentKey(), ctx.currentProcessingTime()));
    if (event.session().isHeld()) {
      ctx.timerService().registerProcessingTimeTimer(replayEnd);
    }
  }

  @Override
  public void repeatDropped(FeedEvent.RepeatDropped event) {}

  @Override
  public void sessionDropped(FeedEvent.SessionDropped event) {}

  @Override
  public void refusalKept(FeedEvent.RefusalKept event) {}
}
