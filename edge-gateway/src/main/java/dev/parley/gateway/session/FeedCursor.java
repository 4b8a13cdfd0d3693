package dev.parley.gateway.session;

import dev.parley.protocol.v1.Behind;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.Update;
import java.util.List;

/**
 * Passes the user's feed on to the device: every position once, in order, with no gap.
 *
 * <p>A position seen before is a rewind (the job came back after a crash) and is dropped. A gap is
 * never passed: the feed is asked for again from the last position. So whatever gets lost or is
 * dropped for want of room between the job and the device, the device sees a contiguous feed.
 */
final class FeedCursor {
  static final int PAGE = 100;
  static final long ASK_AGAIN_MS = 15_000;
  static final long ASK_AGAIN_MAX_MS = 60_000;
  static final long STORE_RETRY_MS = 500;
  static final long STORE_RETRY_MAX_MS = 32_000;

  /** The store never showed it, and it lags by seconds, not minutes: it isn't there any more. */
  static final int STORE_MISSES_MAX = 8;

  private static final long NEVER = Long.MAX_VALUE;

  private enum Phase {
    /** Delivery was asked for what follows `position`. */
    ASKED,
    /** A page of the store is being read. */
    READING,
    /** The store couldn't give the next page; it is asked again at `wakeAt`. */
    STORE_RETRY,
    /** The device has to read before more is fetched for it. */
    NO_ROOM,
    /** All up to `position` was passed, what comes is live. */
    LIVE
  }

  private final Member member;
  private Phase phase = Phase.ASKED;
  private long position;
  private long head;
  private long tailStart;
  private boolean announced;
  private int misses;
  private long storeRetryMs = STORE_RETRY_MS;
  private long askAgainMs = ASK_AGAIN_MS;
  private long wakeAt;

  FeedCursor(Member member, long since, long now) {
    this.member = member;
    this.position = since;
    this.wakeAt = now + askAgainMs;
  }

  void live(Update update, OutFrame frame, Outbound out, long now) {
    boolean gap = !pass(update, frame, out, now);
    if (gap && phase == Phase.LIVE) {
      ask(out, now);
    }
  }

  void catchUp(CatchUp answer, Outbound out, long now) {
    if (!passAll(answer.getUpdatesList(), out, now) && phase == Phase.LIVE) {
      ask(out, now);
    }
    if (answer.getComplete() && position >= answer.getHead()) {
      goLive(out, now);
    }
  }

  void behind(Behind answer, Outbound out, long now) {
    head = answer.getHead();
    tailStart = answer.getTailStart();
    if (phase == Phase.ASKED || phase == Phase.LIVE) {
      fetch(out, now);
    }
  }

  void resync(long to, Outbound out, long now) {
    restartAt(to, out, now);
    goLive(out, now);
  }

  /** {@code gone}: the store keeps later positions, but not the one that was asked for. */
  void page(List<Update> updates, boolean gone, Outbound out, long now) {
    if (phase != Phase.READING) {
      return; // the answer to a question that a resync made void
    }
    long before = position;
    boolean passedAll = passAll(updates, out, now);
    if (position > before) {
      misses = 0;
      storeRetryMs = STORE_RETRY_MS;
    }
    if (phase == Phase.READING && passedAll && position > before) {
      fetch(out, now);
    } else if (phase == Phase.READING) {
      misses++;
      if (gone || misses >= STORE_MISSES_MAX) {
        restartAt(head, out, now);
        ask(out, now);
      } else {
        retryStore(now);
      }
    }
  }

  /** The store is away, which says nothing about what it has. */
  void pageFailed(long now) {
    if (phase == Phase.READING) {
      retryStore(now);
    }
  }

  void drained(Outbound out, long now) {
    if (phase == Phase.NO_ROOM) {
      fetch(out, now);
    }
  }

  /** Delivery may have forgotten this session, or records to it may be lost. */
  void askAgain(Outbound out, long now) {
    if (phase == Phase.LIVE || phase == Phase.ASKED) {
      ask(out, now);
    }
  }

  void tick(Outbound out, long now) {
    if (now < wakeAt) {
      return;
    }
    if (phase == Phase.STORE_RETRY) {
      fetch(out, now);
    } else if (phase == Phase.ASKED) {
      askAgainMs = Math.min(askAgainMs * 2, ASK_AGAIN_MAX_MS);
      ask(out, now);
    }
  }

  long deadline() {
    return wakeAt;
  }

  /** False at a gap, or for want of room. */
  private boolean passAll(List<Update> updates, Outbound out, long now) {
    for (Update update : updates) {
      if (update.getPosition() > position && !pass(update, Replies.update(update), out, now)) {
        return false;
      }
    }
    return true;
  }

  private boolean pass(Update update, OutFrame frame, Outbound out, long now) {
    if (update.getPosition() <= position) {
      return true;
    }
    if (update.getPosition() != position + 1) {
      return false;
    }
    // A burst can be larger than the queue without the device being slow: what doesn't fit now is
    // fetched again when there is room. One that takes nothing any more is closed for its silence.
    int room = phase == Phase.LIVE ? Outbound.LIVE_MAX_BYTES : Outbound.REPLAY_MAX_BYTES;
    if (!out.hasRoomFor(frame, room)) {
      if (phase != Phase.STORE_RETRY) {
        enter(Phase.NO_ROOM, NEVER);
      }
      return false;
    }
    out.transmit(frame, now);
    position++;
    return true;
  }

  /**
   * The next of what is missing: from the store up to where delivery's tail begins, then from it.
   */
  private void fetch(Outbound out, long now) {
    if (position + 1 >= tailStart) {
      ask(out, now);
    } else if (out.drained()) {
      enter(Phase.READING, NEVER);
      out.add(new Effect.ReadFeed(member.user(), position + 1, PAGE));
    } else {
      enter(Phase.NO_ROOM, NEVER);
    }
  }

  private void ask(Outbound out, long now) {
    enter(Phase.ASKED, now + askAgainMs);
    out.add(new Effect.AppendSession(member.feedRequested(position)));
  }

  private void retryStore(long now) {
    enter(Phase.STORE_RETRY, now + storeRetryMs);
    storeRetryMs = Math.min(storeRetryMs * 2, STORE_RETRY_MAX_MS);
  }

  private void restartAt(long to, Outbound out, long now) {
    position = to;
    tailStart = 0;
    misses = 0;
    announced = false;
    out.transmit(Replies.resync(to), now);
  }

  private void goLive(Outbound out, long now) {
    enter(Phase.LIVE, NEVER);
    askAgainMs = ASK_AGAIN_MS;
    if (!announced) {
      announced = true;
      out.transmit(Replies.caughtUp(position), now);
    }
  }

  private void enter(Phase next, long wakeAt) {
    this.phase = next;
    this.wakeAt = wakeAt;
  }
}
