package dev.parley.client;

import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for an answer. Used on the runner's turns only; what an application hangs on
 * a future runs elsewhere, because it may block.
 */
final class Calls {
  private final Executor executor;
  private final Map<String, List<CompletableFuture<Accepted>>> sends = new HashMap<>();
  private final Map<String, CompletableFuture<ServerFrame>> requests = new HashMap<>();
  private @Nullable ClientClosedException closed;

  Calls(Executor executor) {
    this.executor = executor;
  }

  /** False if it was answered at once, because the client is closed. */
  boolean awaitAccepted(String clientMessageId, CompletableFuture<Accepted> future) {
    if (closed != null) {
      fail(future, closed);
      return false;
    }
    sends.computeIfAbsent(clientMessageId, id -> new ArrayList<>()).add(future);
    return true;
  }

  boolean awaitAnswer(String ref, CompletableFuture<ServerFrame> future) {
    if (closed != null) {
      fail(future, closed);
      return false;
    }
    requests.put(ref, future);
    return true;
  }

  void settle(String clientMessageId, @Nullable Error refusal) {
    // Nobody waits for a message that an earlier run of this device handed in.
    List<CompletableFuture<Accepted>> futures =
        Objects.requireNonNullElse(sends.remove(clientMessageId), List.of());
    for (CompletableFuture<Accepted> future : futures) {
      if (refusal == null) {
        Accepted accepted = Accepted.newBuilder().setClientMessageId(clientMessageId).build();
        executor.execute(() -> future.complete(accepted));
      } else {
        fail(future, new RefusedException(refusal));
      }
    }
  }

  void answer(String ref, ServerFrame frame) {
    CompletableFuture<ServerFrame> future = requests.remove(ref);
    if (future == null) {
      return;
    }
    if (frame.hasError()) {
      fail(future, new RefusedException(frame.getError()));
    } else {
      executor.execute(() -> future.complete(frame));
    }
  }

  void close(ClientClosedException reason) {
    closed = reason;
    sends.values().forEach(futures -> futures.forEach(future -> fail(future, reason)));
    sends.clear();
    requests.values().forEach(future -> fail(future, reason));
    requests.clear();
  }

  private void fail(CompletableFuture<?> future, ParleyException reason) {
    executor.execute(() -> future.completeExceptionally(reason));
  }
}
