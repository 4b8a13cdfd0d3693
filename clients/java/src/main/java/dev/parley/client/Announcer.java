package dev.parley.client;

import dev.parley.client.connection.ConnectionState;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's listener, apart from the connection, so that it may take its time. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final ClientListener listener;
  private final Executor calls;
  private volatile boolean ended;

  Announcer(ClientListener listener, Executor calls) {
    this.listener = listener;
    this.calls = calls;
  }

  /** After the end nothing more is told; the next run of this device begins with it. */
  void announce(ConnectionState state) {
    ended = state instanceof ConnectionState.Closed;
    calls.execute(() -> guarded(() -> listener.onState(state)));
  }

  void announce(ServerFrame frame, Runnable handled) {
    calls.execute(
        () -> {
          if (!ended) {
            guarded(() -> tell(frame));
            handled.run();
          }
        });
  }

  private void tell(ServerFrame frame) {
    switch (frame.getKindCase()) {
      case UPDATE -> tell(frame.getUpdate());
      case CAUGHT_UP -> listener.onCaughtUp(frame.getCaughtUp().getPosition());
      case RESYNC -> listener.onResync(frame.getResync().getPosition());
      case PRESENCE -> listener.onPresence(frame.getPresence());
      case TYPING -> listener.onTyping(frame.getTyping());
      case VISIBILITY -> listener.onVisibility(frame.getVisibility());
      case ERROR -> listener.onError(frame.getError());
      default -> LOG.debug("nobody listens to {}", frame.getKindCase());
    }
  }

  private void tell(Update update) {
    switch (update.getEntryCase()) {
      case MESSAGE -> listener.onMessage(update.getPosition(), update.getMessage());
      case RECEIPT -> listener.onReceipt(update.getPosition(), update.getReceipt());
      case CONVERSATION -> listener.onConversation(update.getPosition(), update.getConversation());
      // What a later version of the protocol has: the position moves all the same.
      case ENTRY_NOT_SET -> LOG.debug("nobody listens to {}", update.getEntryCase());
    }
  }

  /** A listener's bug must not stop the feed. */
  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("the listener failed", e);
    }
  }
}
