package dev.parley.presence;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.PersonSignal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a signal, or the passing of time, means for one person.
 *
 * <p>Coming counts at once. Going counts when it has lasted: so whoever is back within {@link
 * #DEBOUNCE} made no change, and there is at most one transition for each real one. This is decided
 * a little later than that, because a gateway says only every few seconds who came.
 *
 * <p>A person goes in {@link #due} alone, never in {@link #decide}: after an outage signals are
 * read late, and behind one that somebody left may lie another that they were back.
 */
public final class PresenceRules {
  public static final Duration DEBOUNCE = Duration.ofSeconds(10);

  /** Until what a gateway says in its turn has come here, with some to spare. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  static final long HOLD_MS =
      DEBOUNCE.plus(ProtocolLimits.PRESENCE_PERIOD).plus(ON_ITS_WAY).toMillis();

  private PresenceRules() {}

  /** The person afterwards, and what follows from it. */
  public record Outcome(Person person, List<PersonEvent> events) {}

  /**
   * What one signal means.
   *
   * @param contacts whom this person talks to
   * @param now by the clock of whoever asks; causes may lie some way before it
   */
  public static Outcome decide(
      String user, Person person, Predicate<String> contacts, PersonSignal signal, long now) {
    Decision decision = new Decision(user, person, now);
    switch (signal.getSignalCase()) {
      case DEVICE -> decision.device(signal);
      case WATCH -> decision.watch(signal, contacts);
      case VISIBILITY -> decision.visibility(signal.getVisibility());
      case TYPING -> decision.typing(signal);
      case MET -> decision.met(signal.getMet(), contacts);
      case PARTED -> decision.parted(signal.getParted(), contacts);
      case SIGNAL_NOT_SET -> {}
    }
    return decision.outcome();
  }

  /** What time has decided by now. */
  public static Outcome due(String user, Person person, long now) {
    Decision decision = new Decision(user, person, now);
    decision.fall();
    return decision.outcome();
  }

  /** Watchers hear again what they were told, as the newest: they may have heard otherwise. */
  public static Outcome reassure(String user, Person person, long now) {
    Decision decision = new Decision(user, person, now);
    decision.reassure();
    return decision.outcome();
  }

  /** When {@link #due} is next needed. */
  public static OptionalLong deadline(Person person) {
    if (person.shown() == Status.ONLINE && !person.isActive()) {
      return OptionalLong.of(person.lostActiveAt() + HOLD_MS);
    }
    if (person.shown() == Status.AWAY && person.leases().isEmpty()) {
      return OptionalLong.of(person.lostAllAt() + HOLD_MS);
    }
    return OptionalLong.empty();
  }

  /** With what was held so shortly ago that it still counts. */
  static Status statusAt(Person person, long now) {
    if (person.isActive() || now < person.lostActiveAt() + HOLD_MS) {
      return Status.ONLINE;
    }
    return !person.leases().isEmpty() || now < person.lostAllAt() + HOLD_MS
        ? Status.AWAY
        : Status.OFFLINE;
  }
}
