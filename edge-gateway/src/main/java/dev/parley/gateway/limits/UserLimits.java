package dev.parley.gateway.limits;

import dev.parley.protocol.id.UserId;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** What one user may do on this gateway, over all of their connections and requests together. */
public final class UserLimits {
  private final Limits limits;
  private final ConcurrentMap<UserId, Share> shares = new ConcurrentHashMap<>();
  private final Queue<Rest> resting = new ConcurrentLinkedQueue<>();

  /** Of each user. */
  public record Limits(int connections, int perSecond, int burst) {}

  /** What came of asking: 0 = go on, else how long to wait, and whether it is a flood. */
  public record Answer(long retryAfterMs, boolean flood) {}

  /** Only touched under its map entry's lock. */
  private static final class Share {
    final FrameRate rate;
    int connections;

    Share(FrameRate rate) {
      this.rate = rate;
    }
  }

  /** Somebody who has left, and is remembered until there is nothing to remember. */
  private record Rest(UserId user, long until) {}

  public UserLimits(Limits limits) {
    this.limits = limits;
  }

  /** Counts one connection more, unless that would be too many. */
  public boolean enter(UserId user, long now) {
    forgetTheRested(now);
    boolean[] entered = new boolean[1];
    shares.compute(
        user,
        (key, known) -> {
          Share share = known == null ? fresh(now) : known;
          entered[0] = share.connections < limits.connections;
          share.connections += entered[0] ? 1 : 0;
          return share;
        });
    return entered[0];
  }

  /** For each {@link #enter} that gave true, once. */
  public void leave(UserId user, long now) {
    shares.computeIfPresent(
        user,
        (key, share) -> {
          share.connections--;
          return share;
        });
    rest(user, now);
    forgetTheRested(now);
  }

  /** One frame or request. */
  public Answer take(UserId user, long now) {
    Answer[] answer = new Answer[1];
    shares.compute(
        user,
        (key, known) -> {
          Share share = known == null ? fresh(now) : known;
          answer[0] = new Answer(share.rate.take(now), share.rate.isFlood());
          if (known == null) {
            rest(user, now);
          }
          return share;
        });
    return answer[0];
  }

  int users() {
    return shares.size();
  }

  private Share fresh(long now) {
    return new Share(new FrameRate(limits.perSecond, limits.burst, now));
  }

  /** An empty bucket is full again by then: whoever reconnects sooner finds it as it was left. */
  private void rest(UserId user, long now) {
    resting.add(new Rest(user, now + 1_000L * limits.burst / limits.perSecond));
  }

  private void forgetTheRested(long now) {
    Rest first = resting.peek();
    while (first != null && first.until <= now && resting.remove(first)) {
      UserId user = first.user;
      shares.computeIfPresent(
          user,
          (key, share) -> {
            if (share.connections > 0) {
              return share;
            }
            if (share.rate.isFull(now)) {
              return null;
            }
            rest(user, now); // was busy over HTTP in the meantime
            return share;
          });
      first = resting.peek();
    }
  }
}
