package dev.parley.client;

import dev.parley.client.outbox.Draft;
import dev.parley.protocol.v1.Accepted;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Ping;
import dev.parley.protocol.v1.Pong;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Visibility;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One device of one user. It stays connected by itself, to whichever gateway takes it, sends each
 * message until it is accepted, and tells its listener every update of the user's feed once and in
 * order.
 *
 * <p>No method blocks; all may be called from any thread.
 */
public final class ParleyClient implements AutoCloseable {
  private final Runner runner;
  private final AtomicLong lastRef = new AtomicLong();

  private ParleyClient(Runner runner) {
    this.runner = runner;
  }

  /** Starts to connect. What is sent meanwhile waits. */
  public static ParleyClient connect(
      ClientRuntime runtime, ClientOptions options, ClientListener listener) {
    ParleyClient client = new ParleyClient(new Runner(runtime, options, listener));
    client.runner.post((machine, now) -> machine.start(now));
    return client;
  }

  /** A text for another user; see {@link #send(Send)}. */
  public CompletableFuture<Accepted> send(String to, String text) {
    return send(Draft.text(to, text));
  }

  /**
   * Sends a draft, again after each reconnect, until it is accepted (durable: it will be delivered)
   * or refused ({@link RefusedException}). Messages go out in the order in which they were handed
   * in. The {@code seq} comes with the listener's {@code onMessage}.
   */
  public CompletableFuture<Accepted> send(Send draft) {
    CompletableFuture<Accepted> accepted = new CompletableFuture<>();
    runner.send(Draft.check(draft), accepted);
    return accepted;
  }

  /** Reports all messages up to {@code seq} as delivered. Usually the client does it by itself. */
  public void delivered(String conversationId, long seq) {
    runner.post((machine, now) -> machine.receipt(conversationId, seq, 0, now));
  }

  /** Reports all messages up to {@code seq} as read. */
  public void read(String conversationId, long seq) {
    runner.post((machine, now) -> machine.receipt(conversationId, 0, seq, now));
  }

  /** Says that this user types, or no longer does. It is lost if there is no connection. */
  public void typing(String conversationId, boolean on) {
    runner.post((machine, now) -> machine.typing(conversationId, on));
  }

  /** From now on the listener's {@code onPresence} hears of these users, across reconnects. */
  public void watch(Collection<String> users) {
    runner.post((machine, now) -> machine.watch(users));
  }

  /** No longer wants to hear of these users. */
  public void unwatch(Collection<String> users) {
    runner.post((machine, now) -> machine.unwatch(users));
  }

  /** Whether the person at this device is away from it, as others will see. */
  public void away(boolean away) {
    runner.post((machine, now) -> machine.away(away));
  }

  /**
   * Who may see this user, on all of their devices. It is lost if there is no connection; {@link
   * ClientListener#onVisibility} says when it holds.
   */
  public void visibility(Visibility visibility) {
    runner.post((machine, now) -> machine.visibility(visibility));
  }

  /**
   * The user blocks the other member of a conversation, or no longer does, on all of their devices.
   * It is lost if there is no connection. {@link ClientListener#onConversation} says when it holds,
   * unless it was so already; {@link ClientListener#onError}, that it was refused.
   *
   * @return the ref that such an error repeats
   */
  public String block(String conversationId, boolean on) {
    String ref = nextRef();
    runner.post((machine, now) -> machine.block(ref, conversationId, on));
    return ref;
  }

  /**
   * A page of messages, ascending.
   *
   * @param before only messages with a smaller seq; null for the newest
   */
  public CompletableFuture<HistoryPage> history(
      String conversationId, @Nullable Long before, int limit) {
    HistoryRequest.Builder request =
        HistoryRequest.newBuilder()
            .setRef(nextRef())
            .setConversationId(conversationId)
            .setLimit(limit);
    if (before != null) {
      request.setBefore(before);
    }
    return ask(request.getRef(), ClientFrame.newBuilder().setHistory(request).build())
        .thenApply(ServerFrame::getHistoryPage);
  }

  /**
   * The user's conversations, latest activity first.
   *
   * @param after the cursor that the page before gave; null for the first page
   */
  public CompletableFuture<ConversationList> conversations(@Nullable String after, int limit) {
    ConversationsRequest.Builder request =
        ConversationsRequest.newBuilder().setRef(nextRef()).setLimit(limit);
    if (after != null) {
      request.setAfter(after);
    }
    return ask(request.getRef(), ClientFrame.newBuilder().setConversations(request).build())
        .thenApply(ServerFrame::getConversationList);
  }

  /** The gateway's clock, and proof that it answers. */
  public CompletableFuture<Pong> ping() {
    Ping ping = Ping.newBuilder().setRef(nextRef()).build();
    return ask(ping.getRef(), ClientFrame.newBuilder().setPing(ping).build())
        .thenApply(ServerFrame::getPong);
  }

  /** Says what receipts are still to be said, and leaves. Unanswered calls fail. */
  @Override
  public void close() {
    runner.post((machine, now) -> machine.close());
  }

  /** Complete when the client has ended, by {@link #close} or for good, and its socket is gone. */
  public CompletableFuture<Void> closed() {
    return runner.closed();
  }

  private CompletableFuture<ServerFrame> ask(String ref, ClientFrame frame) {
    CompletableFuture<ServerFrame> answer = new CompletableFuture<>();
    runner.request(ref, frame, answer);
    return answer;
  }

  private String nextRef() {
    return Long.toString(lastRef.incrementAndGet());
  }
}
