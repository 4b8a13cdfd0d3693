package dev.parley.stack.presence;

import dev.parley.client.outbox.Draft;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Send;
import dev.parley.stack.StackException;
import dev.parley.stack.crowd.Crowd;
import dev.parley.stack.crowd.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Users in pairs: the two of each talk to each other and watch each other. The first of a pair may
 * come and go; the second stays.
 */
final class PresenceLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than the debounce with all that may come on top of it. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int GREETINGS_A_SECOND = 200;

  private final Crowd crowd;
  private final Agreement agreement;
  private final List<String> users;

  PresenceLoad(Crowd crowd, Agreement agreement, List<String> users) {
    this.crowd = crowd;
    this.agreement = agreement;
    this.users = users;
  }

  /** All have exchanged a message, and see each other. */
  void meet() throws InterruptedException {
    Latencies unused = new Latencies();
    long start = System.nanoTime();
    for (int i = 0; i < users.size(); i += 2) {
      await(start + TimeUnit.SECONDS.toNanos(i / 2) / GREETINGS_A_SECOND);
      say(i, System.nanoTime(), unused);
    }
    for (int i = 0; i < users.size(); i++) {
      crowd.of(users.get(i)).watch(List.of(users.get(i ^ 1)));
    }
  }

  /** Seconds until the last watcher saw the truth, and for a while nobody was mistaken. */
  double awaitAgreement() {
    long start = System.nanoTime();
    long mistakenAt = start;
    for (long now = start;
        now - mistakenAt < QUIET.toNanos() && now - start < PATIENCE.toNanos();
        now = System.nanoTime()) {
      if (agreement.disagreeing() > 0) {
        mistakenAt = now;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return (mistakenAt - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  void requireAgreement() {
    awaitAgreement();
    if (agreement.disagreeing() > 0) {
      throw new StackException(
          "presence: %d watchers don't see who they watch (expected: all within %d s)"
              .formatted(agreement.disagreeing(), PATIENCE.toSeconds()));
    }
  }

  /** Messages at this rate among the last pairs; who types, if asked, does so a second before. */
  void talk(Duration time, double rate, int talkers, boolean typing, Latencies into) {
    long start = System.nanoTime();
    for (int said = 0; ; said++) {
      long due = start + (long) (said / rate * TimeUnit.SECONDS.toNanos(1));
      if (due - start > time.toNanos()) {
        return;
      }
      await(due);
      if (typing) {
        int next = talker(said + (int) rate, talkers);
        crowd.of(users.get(next)).typing(conversation(next), true);
      }
      say(talker(said, talkers), due, into);
    }
  }

  private int talker(int turn, int talkers) {
    return users.size() - talkers + turn % talkers;
  }

  private void say(int from, long due, Latencies into) {
    Send draft = Draft.text(users.get(from ^ 1), "hello");
    agreement.measured(draft.getClientMessageId(), due, into);
    var unused = crowd.of(users.get(from)).send(draft);
  }

  private String conversation(int of) {
    return ConversationId.direct(new UserId(users.get(of)), new UserId(users.get(of ^ 1))).value();
  }

  private static void await(long timeNs) {
    for (long left = timeNs - System.nanoTime(); left > 0; left = timeNs - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
