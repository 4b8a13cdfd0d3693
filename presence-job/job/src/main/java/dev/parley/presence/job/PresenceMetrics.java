package dev.parley.presence.job;

import dev.parley.presence.PersonEvent;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** How much changes, how much of it is told to whom, and how late; per subtask. */
final class PresenceMetrics implements PersonEvent.Visitor {
  private static final int SAMPLES = 1_000;

  private final Counter transitions;
  private final Counter suppressed;
  private final Counter told;
  private final Counter met;
  private final Counter parted;
  private final Counter denied;
  private final Histogram lateMs;
  private final Histogram fanOut;

  PresenceMetrics(MetricGroup group) {
    transitions = group.counter("transitions");
    suppressed = group.counter("transitionsSuppressed");
    told = group.counter("gatewaysTold");
    met = group.counter("contactsMet");
    parted = group.counter("contactsParted");
    denied = group.counter("strangersDenied");
    // From the cause, by the clock of its gateway, to here; a fall has the debounce in it.
    lateMs = group.histogram("transitionLateMs", new DescriptiveStatisticsHistogram(SAMPLES));
    fanOut = group.histogram("gatewaysPerTransition", new DescriptiveStatisticsHistogram(SAMPLES));
  }

  @Override
  public void told(PersonEvent.Told event) {
    told.inc();
  }

  @Override
  public void changed(PersonEvent.Changed event) {
    transitions.inc();
    lateMs.update(event.lateMs());
    fanOut.update(event.gatewaysTold());
  }

  @Override
  public void suppressed(PersonEvent.Suppressed event) {
    suppressed.inc();
  }

  @Override
  public void met(PersonEvent.Met event) {
    met.inc();
  }

  @Override
  public void parted(PersonEvent.Parted event) {
    parted.inc();
  }

  @Override
  public void denied(PersonEvent.Denied event) {
    denied.inc(event.askers());
  }

  @Override
  public void noted(PersonEvent.Noted event) {}
}
