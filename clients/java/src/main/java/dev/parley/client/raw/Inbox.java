package dev.parley.client.raw;

import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a raw connection received, for callers that wait. */
final class Inbox implements Transport.Peer {
  private final FrameCodec codec;
  private final List<ServerFrame> frames = new ArrayList<>();
  private Transport.@Nullable Link link;
  private int awaited;
  private boolean reading = true;
  private boolean requestOwed;
  private boolean closed;
  private int closeCode;
  private String closeReason = "";

  Inbox(FrameCodec codec) {
    this.codec = codec;
  }

  @Override
  public synchronized void opened(Transport.Link opened) {
    link = opened;
    requestOwed = true;
    requestNext();
    notifyAll();
  }

  @Override
  public synchronized void received(byte[] message) {
    frames.add(RawConnection.decode(codec, message));
    requestOwed = true;
    requestNext();
    notifyAll();
  }

  @Override
  public void pinged() {}

  @Override
  public synchronized void closed(int code, String reason) {
    closed = true;
    closeCode = code;
    closeReason = reason;
    notifyAll();
  }

  synchronized void reading(boolean on) {
    reading = on;
    requestNext();
  }

  private void requestNext() {
    if (reading && requestOwed && link != null) {
      requestOwed = false;
      link.request();
    }
  }

  synchronized Transport.Link awaitOpen(Duration timeout) {
    waitFor(() -> link != null || closed, timeout);
    if (link == null) {
      throw new IllegalStateException("not connected: " + ending());
    }
    return link;
  }

  synchronized ServerFrame await(Predicate<ServerFrame> wanted, Duration timeout) {
    int from = awaited;
    waitFor(() -> closed || awaitedUpTo(wanted), timeout);
    if (!awaitedUpTo(wanted)) {
      throw new IllegalStateException(
          "the frame did not come within "
              + timeout
              + "; "
              + ending()
              + "; came: "
              + frames.subList(from, frames.size()));
    }
    ServerFrame frame = frames.get(awaited);
    awaited++;
    return frame;
  }

  /** Moves on to the first wanted frame, if it is there. */
  private boolean awaitedUpTo(Predicate<ServerFrame> wanted) {
    while (awaited < frames.size() && !wanted.test(frames.get(awaited))) {
      awaited++;
    }
    return awaited < frames.size();
  }

  synchronized int awaitClose(Duration timeout) {
    waitFor(() -> closed, timeout);
    if (!closed) {
      throw new IllegalStateException("the connection is still open after " + timeout);
    }
    return closeCode;
  }

  synchronized List<ServerFrame> received() {
    return List.copyOf(frames);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private String ending() {
    return closed ? "closed with " + closeCode + " " + closeReason : "the connection is open";
  }

  private void waitFor(BooleanSupplier condition, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long leftMs = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (leftMs <= 0) {
          return;
        }
        wait(leftMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
