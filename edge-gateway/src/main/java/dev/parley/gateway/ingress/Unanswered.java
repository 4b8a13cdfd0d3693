package dev.parley.gateway.ingress;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the log was given and has not answered yet. */
final class Unanswered {
  private final LongSupplier clock;
  private final AtomicLong bytes = new AtomicLong();
  private final Queue<Entry> inOrder = new ConcurrentLinkedQueue<>();

  Unanswered(LongSupplier clock) {
    this.clock = clock;
  }

  /** One record on its way. */
  final class Entry {
    private final int size;
    private final long since;
    private volatile boolean answered;

    private Entry(int size, long since) {
      this.size = size;
      this.since = since;
    }

    void answer() {
      answered = true;
      bytes.addAndGet(-size);
      removeAnswered();
    }
  }

  Entry begin(int size) {
    bytes.addAndGet(size);
    Entry entry = new Entry(size, clock.getAsLong());
    inOrder.add(entry);
    return entry;
  }

  long bytes() {
    return bytes.get();
  }

  /** In ms; 0 if nothing waits. */
  synchronized long oldestMs() {
    @Nullable Entry oldest = inOrder.peek();
    return oldest == null ? 0 : clock.getAsLong() - oldest.since;
  }

  /** Answers come in any order: one may have to stay until those before it have theirs. */
  private synchronized void removeAnswered() {
    for (Entry oldest = inOrder.peek();
        oldest != null && oldest.answered;
        oldest = inOrder.peek()) {
      inOrder.remove();
    }
  }
}
