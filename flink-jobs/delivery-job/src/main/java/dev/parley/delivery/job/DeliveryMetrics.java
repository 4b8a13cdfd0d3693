package dev.parley.delivery.job;

import dev.parley.delivery.FeedEvent;
import dev.parley.delivery.FeedEvent.SessionDropped.Cause;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What an operator watches: how much goes through, and how often a rule for bad times applied. */
final class DeliveryMetrics implements FeedEvent.Visitor {
  private final Counter updatesNumbered;
  private final Counter repeatsDropped;
  private final Counter pushes;
  private final Counter catchUps;
  private final Counter behind;
  private final Counter resyncs;
  private final Counter refusals;
  private final Counter droppedForDeadGateway;
  private final Counter sessionsEnded;
  private final Counter sessionsEndedSeconds;
  private final Counter deadLetters;

  DeliveryMetrics(MetricGroup group) {
    updatesNumbered = group.counter("updatesNumbered");
    repeatsDropped = group.counter("repeatsDropped");
    pushes = group.counter("pushes");
    catchUps = group.counter("catchUps");
    behind = group.counter("behind");
    resyncs = group.counter("resyncs");
    refusals = group.counter("refusals");
    droppedForDeadGateway = group.counter("droppedForDeadGateway");
    // Their quotient is how long sessions last: short ones are devices that can't stay connected.
    sessionsEnded = group.counter("sessionsEnded");
    sessionsEndedSeconds = group.counter("sessionsEndedSeconds");
    deadLetters = group.counter("deadLetters");
  }

  void deadLetter() {
    deadLetters.inc();
  }

  @Override
  public void numbered(FeedEvent.Numbered event) {
    updatesNumbered.inc();
  }

  @Override
  public void repeatDropped(FeedEvent.RepeatDropped event) {
    repeatsDropped.inc();
  }

  @Override
  public void pushed(FeedEvent.Pushed event) {
    pushes.inc();
    switch (event.record().getPushCase()) {
      case CATCH_UP -> catchUps.inc(event.record().getCatchUp().getComplete() ? 1 : 0);
      case BEHIND -> behind.inc();
      case RESYNC -> resyncs.inc();
      case LIVE, REFUSAL, REPLACED, TOO_MANY_SESSIONS, PUSH_NOT_SET -> {}
    }
  }

  @Override
  public void sessionKept(FeedEvent.SessionKept event) {}

  @Override
  public void sessionDropped(FeedEvent.SessionDropped event) {
    if (event.cause() == Cause.GATEWAY_DEAD) {
      droppedForDeadGateway.inc();
    }
    long firstHeard = event.session().firstHeard();
    if (firstHeard > 0) {
      sessionsEnded.inc();
      sessionsEndedSeconds.inc(
          TimeUnit.MILLISECONDS.toSeconds(Math.max(event.time() - firstHeard, 0)));
    }
  }

  @Override
  public void refusalKept(FeedEvent.RefusalKept event) {
    refusals.inc();
  }
}
