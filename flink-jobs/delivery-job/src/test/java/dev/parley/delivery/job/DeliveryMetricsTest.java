package dev.parley.delivery.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.delivery.FeedEvent.SessionDropped;
import dev.parley.delivery.FeedEvent.SessionDropped.Cause;
import dev.parley.delivery.Session;
import dev.parley.delivery.job.state.SessionState;
import java.time.Duration;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
  private static final long OPENED = 1_700_000_000_000L;
  private static final SessionState.Builder STATE =
      SessionState.newBuilder().setSessionId("s-1").setDeviceId("phone").setIncarnation(7);

  private final MetricListener listener = new MetricListener();
  private final DeliveryMetrics metrics = new DeliveryMetrics(listener.getMetricGroup());

  @Test
  void anEndedSessionCountsWithTheTimeItLasted() {
    metrics.sessionDropped(ended(STATE.clone().setFirstHeard(OPENED), Duration.ofMinutes(2)));

    assertThat(counter("sessionsEnded")).isEqualTo(1);
    assertThat(counter("sessionsEndedSeconds")).isEqualTo(120);
  }

  @Test
  void aSessionOfAnOlderStateCountsForNothingAsNobodyKnowsHowLongItLasted() {
    metrics.sessionDropped(ended(STATE.clone(), Duration.ofMinutes(2)));

    assertThat(counter("sessionsEnded")).isZero();
    assertThat(counter("sessionsEndedSeconds")).isZero();
  }

  private static SessionDropped ended(SessionState.Builder state, Duration after) {
    Session session = StateBytes.session(state.build().toByteArray());
    return new SessionDropped(session, Cause.CLOSED, OPENED + after.toMillis());
  }

  private long counter(String name) {
    return listener.getCounter(name).orElseThrow().getCount();
  }
}
