package dev.parley.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands below Undertow's WebSocket parser and lets only bytes pass that {@link FrameHeaders} finds
 * fine. After a refusal it goes on reading and throws away what it reads, because a socket closed
 * with unread bytes would be reset and the close frame lost with it.
 */
final class FrameGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private final FrameHeaders headers = new FrameHeaders();
  private Consumer<FrameHeaders.Verdict> onRefusal = verdict -> {};
  private boolean refused;

  FrameGuard(StreamSourceConduit next) {
    super(next);
  }

  /** Told once. */
  void onRefusal(Consumer<FrameHeaders.Verdict> listener) {
    this.onRefusal = listener;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int start = target.position();
    int read = next.read(target);
    if (read <= 0) {
      return read;
    }
    if (refused) {
      target.position(start);
      return 0;
    }
    ByteBuffer fresh = target.duplicate().position(start).limit(start + read);
    FrameHeaders.Verdict verdict = headers.scan(fresh);
    if (verdict == FrameHeaders.Verdict.FINE) {
      return read;
    }
    refused = true;
    target.position(headers.fineUntil());
    onRefusal.accept(verdict);
    return headers.fineUntil() - start;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (targets[i].hasRemaining()) {
        return read(targets[i]);
      }
    }
    return 0;
  }
}
