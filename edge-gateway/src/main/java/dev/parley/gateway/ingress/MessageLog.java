package dev.parley.gateway.ingress;

import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.SessionRecord;

/** Where what devices say becomes durable. Appending never blocks. */
public interface MessageLog {
  void append(InboundRecord record, Outcome outcome);

  void append(SessionRecord record, Outcome outcome);

  /** Told exactly once, on any thread, possibly before {@code append} returns. */
  @FunctionalInterface
  interface Outcome {
    /** True: the log has the record by its durability setting. False: it may or may not. */
    void done(boolean stored);
  }
}
