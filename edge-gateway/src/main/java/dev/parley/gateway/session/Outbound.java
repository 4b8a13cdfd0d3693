package dev.parley.gateway.session;

import dev.parley.protocol.codec.FrameCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the effects of one input, and counts the bytes that wait for the device.
 *
 * <p>What the gateway can read again (the feed, pages) only takes the room that is free; what can't
 * (answers) may exceed it, up to the limit that closes the connection.
 */
final class Outbound {
  static final int QUEUE_MAX_BYTES = 256 * 1024;
  static final int LIVE_MAX_BYTES = 192 * 1024;
  static final int REPLAY_MAX_BYTES = 128 * 1024;

  /** While the queues of all devices together are long: enough for one that reads. */
  static final int TIGHT_MAX_BYTES = 16 * 1024;

  static final int DRAINED_BYTES = 64 * 1024;

  private final FrameCodec codec;
  private final long stallMs;
  private final Gatekeeper gatekeeper;
  private List<Effect> effects = new ArrayList<>();
  private long queuedBytes;
  private long progressAt;

  Outbound(FrameCodec codec, Duration stallTimeout, Gatekeeper gatekeeper) {
    this.codec = codec;
    this.gatekeeper = gatekeeper;
    this.stallMs = stallTimeout.toMillis();
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  void transmit(OutFrame frame, long now) {
    if (queuedBytes == 0) {
      progressAt = now;
    }
    queuedBytes += frame.bytes(codec).length;
    effects.add(new Effect.Transmit(frame));
  }

  void written(int bytes, long now) {
    queuedBytes -= bytes;
    progressAt = now;
  }

  /** An empty queue has room for any frame, or a large one could never pass. */
  boolean hasRoomFor(OutFrame frame, int roomBytes) {
    int room = gatekeeper.queuesMayGrow() ? roomBytes : TIGHT_MAX_BYTES;
    return queuedBytes == 0 || queuedBytes + frame.bytes(codec).length <= room;
  }

  boolean drained() {
    return queuedBytes <= (gatekeeper.queuesMayGrow() ? DRAINED_BYTES : TIGHT_MAX_BYTES / 4);
  }

  boolean tooSlow(long now) {
    return queuedBytes > QUEUE_MAX_BYTES || now >= deadline();
  }

  long deadline() {
    return queuedBytes == 0 ? Long.MAX_VALUE : progressAt + stallMs;
  }

  /** The effects since the last call. */
  List<Effect> take() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
