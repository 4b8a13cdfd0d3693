package dev.parley.client;

import dev.parley.client.connection.ClientMachine;
import dev.parley.client.connection.Effect;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's socket. Its callbacks only hand events over to the runner; all else runs on the
 * runner's turn.
 */
final class Wire implements Transport.Peer {
  private static final int NORMAL = 1000;
  private static final int BAD_DATA = 1007;

  private final int attempt;
  private final FrameCodec codec;
  private final Runner runner;
  private Transport.@Nullable Link link;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean dropped;
  private boolean requestOwed;

  Wire(int attempt, FrameCodec codec, Runner runner) {
    this.attempt = attempt;
    this.codec = codec;
    this.runner = runner;
  }

  @Override
  public void opened(Transport.Link opened) {
    runner.post(
        (machine, now) -> {
          if (dropped) {
            opened.abort();
            return List.of();
          }
          link = opened;
          requestOwed = true;
          return machine.linkOpened(attempt, now);
        });
  }

  @Override
  public void received(byte[] message) {
    runner.post(
        (machine, now) -> {
          requestOwed = true;
          return onMessage(message, machine, now);
        });
  }

  private List<Effect> onMessage(byte[] message, ClientMachine machine, long now) {
    ServerFrame frame;
    try {
      frame = codec.decodeServer(message);
    } catch (FrameException e) {
      close(true);
      return machine.linkClosed(attempt, BAD_DATA, e.getMessage(), now);
    }
    return machine.frame(attempt, frame, now);
  }

  @Override
  public void pinged() {
    runner.post((machine, now) -> machine.signOfLife(attempt, now));
  }

  @Override
  public void toldToWait(Duration time) {
    runner.post((machine, now) -> machine.toldToWait(attempt, time.toMillis()));
  }

  @Override
  public void closed(int code, String reason) {
    ended.complete(null);
    runner.post((machine, now) -> machine.linkClosed(attempt, code, reason, now));
  }

  /** Lets the next message in, if the last one was taken care of. */
  void requestNext() {
    if (requestOwed && link != null) {
      requestOwed = false;
      link.request();
    }
  }

  void send(ClientFrame frame) {
    if (link != null) {
      byte[] bytes = codec.encode(frame);
      if (codec.isText()) {
        link.sendText(new String(bytes, StandardCharsets.UTF_8));
      } else {
        link.sendBinary(bytes);
      }
    }
  }

  /** Complete when the socket is gone. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  void close(boolean alive) {
    dropped = true;
    if (link != null && alive) {
      link.close(NORMAL, "");
    } else if (link != null) {
      link.abort();
    }
    link = null;
  }
}
