package dev.parley.delivery;

import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a user's devices must still hear of: they have no position, so a device that was away can't
 * ask for them. Immutable, oldest first; an entry dies by age or when newer ones need its place.
 */
public record Refusals(List<KeptRefusal> kept) {
  public static final Refusals NONE = new Refusals(List.of());

  static final int MAX_PER_DEVICE = 64;
  static final int MAX_PER_USER = 256;
  static final Duration MAX_AGE = Duration.ofDays(7);

  public Refusals {
    kept = List.copyOf(kept);
  }

  Refusals with(Refusal refusal, long time) {
    List<KeptRefusal> next = new ArrayList<>(kept);
    next.removeIf(old -> isTooOld(old, time) || old.isSameAnswerAs(refusal));
    next.add(new KeptRefusal(refusal, time));
    keepNewest(next, MAX_PER_DEVICE, old -> old.isFor(refusal.getDeviceId()));
    keepNewest(next, MAX_PER_USER, old -> true);
    return new Refusals(next);
  }

  List<Refusal> of(DeviceId device, long now) {
    return kept.stream()
        .filter(one -> one.isFor(device.value()) && !isTooOld(one, now))
        .map(KeptRefusal::refusal)
        .toList();
  }

  /** One entry is added at a time, so at most one is too many. */
  private static void keepNewest(
      List<KeptRefusal> refusals, int max, Predicate<KeptRefusal> counted) {
    if (refusals.stream().filter(counted).count() > max) {
      refusals.remove(refusals.stream().filter(counted).findFirst().orElseThrow());
    }
  }

  private static boolean isTooOld(KeptRefusal one, long now) {
    return one.time() < now - MAX_AGE.toMillis();
  }
}
