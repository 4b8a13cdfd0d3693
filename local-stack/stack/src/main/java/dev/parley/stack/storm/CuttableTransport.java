package dev.parley.stack.storm;

import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Cuts all connections at once when told to, and counts how attempts to connect end. */
final class CuttableTransport implements Transport {
  private final Transport real;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger toldWhen = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  CuttableTransport(Transport real) {
    this.real = real;
  }

  /**
   * Attempts since the last cut.
   *
   * @param refused by a gateway that said so
   * @param toldWhen of the refused, those that were told when to come again
   * @param failed for another reason: nobody there, no answer
   */
  record Attempts(int all, int refused, int toldWhen, int failed) {}

  /** Cuts all, and gives how many that were. */
  int cut() {
    begin();
    List<Link> now = List.copyOf(links);
    now.forEach(Link::abort);
    return now.size();
  }

  /** Somebody else will cut all: counts from here on, and gives how many there are. */
  int begin() {
    attempts.set(0);
    refused.set(0);
    toldWhen.set(0);
    failed.set(0);
    return links.size();
  }

  Attempts attempts() {
    return new Attempts(attempts.get(), refused.get(), toldWhen.get(), failed.get());
  }

  @Override
  public void open(Target target, Peer peer) {
    attempts.incrementAndGet();
    real.open(target, new Counting(codecOf(target), peer));
  }

  private static FrameCodec codecOf(Target target) {
    return FrameCodec.ofSubprotocol(target.subprotocols().get(0)).orElseThrow();
  }

  private final class Counting implements Peer {
    private static final String UNAVAILABLE = "HTTP 503";

    private final FrameCodec codec;
    private final Peer peer;
    private volatile @Nullable Link link;
    private boolean answered;
    private boolean told;

    Counting(FrameCodec codec, Peer peer) {
      this.codec = codec;
      this.peer = peer;
    }

    @Override
    public void opened(Link opened) {
      link = opened;
      links.add(opened);
      peer.opened(opened);
    }

    @Override
    public void received(byte[] message) {
      if (!answered) {
        answered = true;
        countRefusal(message);
      }
      peer.received(message);
    }

    @Override
    public void pinged() {
      peer.pinged();
    }

    @Override
    public void toldToWait(Duration time) {
      told = true;
      peer.toldToWait(time);
    }

    @Override
    public void closed(int code, String reason) {
      @Nullable Link open = link;
      if (open != null) {
        links.remove(open);
      } else if (reason.contains(UNAVAILABLE)) {
        refused.incrementAndGet();
        toldWhen.addAndGet(told ? 1 : 0);
      } else {
        failed.incrementAndGet();
      }
      peer.closed(code, reason);
    }

    private void countRefusal(byte[] message) {
      try {
        ServerFrame first = codec.decodeServer(message);
        if (first.hasError()) {
          refused.incrementAndGet();
          toldWhen.addAndGet(first.getError().hasRetryAfterMs() ? 1 : 0);
        }
      } catch (FrameException e) {
        failed.incrementAndGet();
      }
    }
  }
}
