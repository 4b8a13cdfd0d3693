package dev.parley.gateway.session;

import dev.parley.protocol.codec.FrameException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Pages that a device asked for, read one after the other and only while the device keeps up: the
 * answers are large, and asking is cheap.
 */
final class QueryQueue {
  static final int WAITING_MAX = 16;

  private final Queue<Query> waiting = new ArrayDeque<>();
  private @Nullable Query running;

  private record Query(String ref, Effect effect) {}

  /** False if too many wait already. */
  boolean add(String ref, Effect effect, Outbound out) {
    if (waiting.size() >= WAITING_MAX) {
      return false;
    }
    waiting.add(new Query(ref, effect));
    startNext(out);
    return true;
  }

  void answered(OutFrame page, Outbound out, long now) {
    running = null;
    out.transmit(page, now);
    startNext(out);
  }

  void failed(FrameException problem, Outbound out, long now) {
    if (running != null) {
      out.transmit(Replies.error(Replies.describe(problem).setRef(running.ref())), now);
      running = null;
    }
    startNext(out);
  }

  void startNext(Outbound out) {
    if (running == null && out.drained()) {
      Optional.ofNullable(waiting.poll())
          .ifPresent(
              query -> {
                running = query;
                out.add(query.effect());
              });
    }
  }
}
