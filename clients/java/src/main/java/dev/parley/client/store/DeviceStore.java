package dev.parley.client.store;

import dev.parley.protocol.v1.Send;
import java.util.List;

/**
 * What a device must remember. A client calls it from one thread at a time and waits for it, so
 * that what it promised (a position, a message handed in) is kept before it goes on.
 */
public interface DeviceStore {
  Saved load();

  /** Every update up to this position was handled by the application. */
  void savePosition(long position);

  /** A message to be sent until it is accepted; its localSeq is used up for ever. */
  void saveOutgoing(Send message);

  void forgetOutgoing(String clientMessageId);

  /**
   * What is known at the start of a run.
   *
   * @param position 0 on a new device
   * @param lastLocalSeq the highest localSeq ever used, 0 on a new device
   * @param outgoing not yet accepted, by localSeq
   */
  record Saved(long position, long lastLocalSeq, List<Send> outgoing) {
    public Saved {
      outgoing = List.copyOf(outgoing);
    }
  }
}
