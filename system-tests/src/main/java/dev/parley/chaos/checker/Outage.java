package dev.parley.chaos.checker;

import dev.parley.chaos.checker.SentMessage.Outcome;
import dev.parley.chaos.history.DeviceKey;
import dev.parley.chaos.history.Operation.FaultBegan;
import dev.parley.chaos.history.Operation.FaultEnded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One fault and what it cost.
 *
 * @param lastedS until all was in working order again
 * @param proof that it bit; empty if there is none
 * @param overlapped messages that were under way at some time before all was well again
 * @param resent those of them that went out more than once
 * @param firstAcceptedS until the first message that a hit device said afterwards was accepted
 * @param talkingS until no hit device waited any more to have a message accepted
 * @param caughtUpS until no message was late any more on any device
 * @param p99BeforeMs from saying to showing everywhere, of what was said before the fault
 * @param p99DuringMs the same, of what was said during the fault
 */
public record Outage(
    String fault,
    double lastedS,
    String proof,
    long overlapped,
    long resent,
    double firstAcceptedS,
    double talkingS,
    double caughtUpS,
    double p99BeforeMs,
    double p99DuringMs) {
  /** What takes longer than this is late. */
  private static final long LATE_NS = 1_000_000_000L;

  /** What the time of the fault is compared with: the last of the calm before it. */
  private static final long BEFORE_NS = 10_000_000_000L;

  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;

  /** Every fault of a run, in order. A message counts for the last fault before it was said. */
  static List<Outage> of(Evidence evidence, Deliveries deliveries) {
    List<Outage> outages = new ArrayList<>();
    List<FaultBegan> faults = evidence.faults();
    List<FaultEnded> endings = evidence.healings();
    for (int i = 0; i < Math.min(faults.size(), endings.size()); i++) {
      long healed = i == 0 ? 0 : endings.get(i - 1).t();
      long calmFrom = Math.max(healed, faults.get(i).t() - BEFORE_NS);
      long next = i + 1 < faults.size() ? faults.get(i + 1).t() : SentMessage.NEVER;
      outages.add(of(evidence, deliveries, faults.get(i), endings.get(i), calmFrom, next));
    }
    return outages;
  }

  private static Outage of(
      Evidence evidence,
      Deliveries deliveries,
      FaultBegan began,
      FaultEnded ended,
      long calmFrom,
      long next) {
    Set<DeviceKey> hit = hitDevices(evidence, began);
    long first = SentMessage.NEVER;
    long talking = began.t();
    long caughtUp = began.t();
    for (SentMessage message : evidence.messages()) {
      long said = message.said().t();
      if (said >= next) {
        continue;
      }
      if (message.outcome() == Outcome.OK && hit.contains(message.device())) {
        if (said >= began.t()) {
          first = Math.min(first, message.acceptedAt());
        }
        talking = Math.max(talking, ifLate(said, message.acceptedAt()));
      }
      caughtUp = Math.max(caughtUp, ifLate(said, deliveries.everywhereAt(message)));
    }
    List<SentMessage> underWay = deliveries.underWay(began.t(), Math.max(ended.t(), caughtUp));
    return new Outage(
        began.fault(),
        (ended.t() - began.t()) / NS_PER_S,
        ended.proof(),
        underWay.size(),
        underWay.stream().filter(message -> message.attempts().size() > 1).count(),
        seconds(began, first == SentMessage.NEVER ? began.t() : first),
        seconds(began, talking),
        seconds(began, caughtUp),
        deliveries.p99(calmFrom, began.t()) / NS_PER_MS,
        deliveries.p99(began.t(), ended.t()) / NS_PER_MS);
  }

  /** When it was done, if that took so long that people noticed. */
  private static long ifLate(long said, long done) {
    return done != SentMessage.NEVER && done - said > LATE_NS ? done : 0;
  }

  private static double seconds(FaultBegan began, long t) {
    return (t - began.t()) / NS_PER_S;
  }

  /** Those whose last connection before a gateway's fault was to it, or else all. */
  private static Set<DeviceKey> hitDevices(Evidence evidence, FaultBegan began) {
    Set<DeviceKey> hit = new HashSet<>();
    for (DeviceKey device : evidence.devices()) {
      String gateway = "";
      for (Session session : evidence.sessions(device)) {
        if (session.connected().t() < began.t()) {
          gateway = session.connected().gateway();
        }
      }
      if (!gateway.isEmpty() && (began.gateway().isEmpty() || gateway.equals(began.gateway()))) {
        hit.add(device);
      }
    }
    return hit;
  }
}
