package dev.parley.stack.chat;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.connection.ConnectionState;
import dev.parley.client.outbox.Draft;
import dev.parley.client.transport.Failures;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ConversationList;
import dev.parley.protocol.v1.ConversationSummary;
import dev.parley.protocol.v1.ConversationUpdate;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.stack.device.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One person's side of a conversation. Messages wait until the history was shown, so that all are
 * shown in order. The monitor guards its state: the client's threads and the one that reads the
 * keyboard both come here.
 */
final class Chat implements ClientListener {
  private static final int PAGE = 20;
  private static final int RECENT = 3;
  private static final String HELP =
      "/history shows older messages, /block lets none through either way until /unblock,"
          + " /quit leaves; all else is sent";

  private final UserId self;
  private final UserId peer;
  private final String conversationId;
  private final Conversation conversation;
  private final PeerPresence presence;
  private final Blocking blocking;
  private final Screen screen;
  private final LongFunction<String> timeOf;
  private final List<Message> early = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> unanswered = new HashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private CompletableFuture<Void> lastWish = ready;
  private CompletableFuture<Void> blockAnswer = CompletableFuture.completedFuture(null);
  private String blockRef = "";
  private @Nullable ParleyClient client;
  private boolean historyShown;
  private boolean caughtUp;
  private boolean lost;
  private boolean failed;

  /**
   * A chat that is not connected yet.
   *
   * @param timeOf a message's time as people read it
   */
  Chat(UserId self, UserId peer, Screen screen, LongFunction<String> timeOf) {
    this.self = self;
    this.peer = peer;
    this.conversationId = ConversationId.direct(self, peer).value();
    this.conversation = new Conversation(self.value());
    this.presence = new PeerPresence(peer.value(), timeOf);
    this.blocking = new Blocking(peer.value());
    this.screen = screen;
    this.timeOf = timeOf;
  }

  synchronized void start(ClientRuntime runtime, ClientOptions options) {
    options.store().load().outgoing().stream()
        .filter(send -> send.getTo().equals(peer.value()))
        .forEach(send -> showTyped(send.getClientMessageId(), send.getText()));
    client = ParleyClient.connect(runtime, options, this);
    client.watch(List.of(peer.value()));
    loadNewest();
  }

  /** Does what was typed; false if that was to leave. */
  synchronized boolean take(String typed) {
    String line = typed.strip();
    switch (line) {
      case "" -> {}
      case "/quit" -> {
        return false;
      }
      case "/help" -> screen.line(HELP);
      case "/history" -> loadOlder();
      case "/block" -> wantBlock(true);
      case "/unblock" -> wantBlock(false);
      default -> {
        if (line.startsWith("/")) {
          screen.line(line + " (expected: /help, /history, /block, /unblock or /quit)");
        } else {
          say(line);
        }
      }
    }
    return true;
  }

  /** Complete when history and all that was missed are on the screen. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Complete when everything typed so far is accepted or refused, or known to hold. */
  synchronized CompletableFuture<Void> answered() {
    return CompletableFuture.allOf(
        CompletableFuture.allOf(unanswered.values().toArray(CompletableFuture<?>[]::new)),
        blockAnswer);
  }

  synchronized int unansweredCount() {
    return unanswered.size();
  }

  /** True if the connection ended in a way that no retry mends. */
  synchronized boolean hasFailed() {
    return failed;
  }

  CompletableFuture<Void> leave() {
    client().close();
    return client().closed();
  }

  private void say(String text) {
    Send draft;
    try {
      draft = Draft.text(peer.value(), text);
    } catch (IllegalArgumentException e) {
      screen.line(String.valueOf(e.getMessage()));
      return;
    }
    String id = draft.getClientMessageId();
    showTyped(id, text);
    CompletableFuture<Void> answer =
        client()
            .send(draft)
            .handle(
                (accepted, failure) -> {
                  onAnswer(id, failure);
                  return null;
                });
    if (!answer.isDone()) {
      unanswered.put(id, answer);
    }
  }

  /** A pipe may say it before there is a connection, and what is known until then may be old. */
  private void wantBlock(boolean on) {
    lastWish = lastWish.thenRun(() -> block(on));
  }

  private synchronized void block(boolean on) {
    if (lost) {
      screen.line("not connected: say it again later");
    } else if (blocking.isOn() == on && blockAnswer.isDone()) {
      screen.line(blocking.words()); // nothing would change, so nothing would be answered
    } else {
      blockAnswer = new CompletableFuture<>();
      blockRef = client().block(conversationId, on);
    }
  }

  private void showTyped(String id, String text) {
    conversation.typed(id, Texts.safe(text));
    String time = timeOf.apply(Clock.systemUTC().millis());
    screen.message(time, self.value(), Texts.safe(text), Tick.PENDING);
  }

  private synchronized void onAnswer(String id, @Nullable Throwable failure) {
    unanswered.remove(id);
    if (failure == null) {
      conversation.accepted(id);
    } else {
      conversation.refused(id);
      screen.line("not sent: " + Failures.reasonOf(failure));
    }
    showTicks();
  }

  @Override
  public synchronized void onMessage(long position, Message message) {
    if (!message.getConversationId().equals(conversationId)) {
      if (caughtUp) {
        String text = Texts.safe(message.getText());
        screen.line("elsewhere, " + message.getFrom() + " wrote: " + text);
      }
    } else if (historyShown) {
      show(message);
      showTicks();
    } else {
      early.add(message);
    }
  }

  @Override
  public synchronized void onReceipt(long position, ReceiptUpdate receipt) {
    if (receipt.getConversationId().equals(conversationId)) {
      conversation.cursors(receipt);
      showTicks();
    }
  }

  @Override
  public synchronized void onConversation(long position, ConversationUpdate update) {
    if (update.getConversationId().equals(conversationId)) {
      blocking.is(update);
      if (ready.isDone()) {
        showBlocking();
      }
      blockAnswer.complete(null);
    }
  }

  private void showBlocking() {
    blocking.changedWords().ifPresent(screen::line);
  }

  @Override
  public synchronized void onCaughtUp(long position) {
    caughtUp = true;
    completeIfReady();
  }

  @Override
  public synchronized void onResync(long position) {
    historyShown = false;
    blocking.forget();
    loadNewest();
  }

  @Override
  public synchronized void onError(Error error) {
    if (error.hasClientMessageId()) {
      conversation.refused(error.getClientMessageId());
      showTicks();
      screen.line("not sent: " + reasonOf(error));
    } else if (error.hasRef() && error.getRef().equals(blockRef)) {
      screen.line("not done: " + reasonOf(error));
      blockAnswer.complete(null);
    } else {
      screen.line(reasonOf(error));
    }
  }

  private static String reasonOf(Error error) {
    return error.getCode().equals(ErrorCode.BLOCKED.wireName())
        ? "one of you blocks the other"
        : error.getCode() + ": " + error.getMessage();
  }

  @Override
  public synchronized void onPresence(Presence now) {
    if (now.getUserId().equals(peer.value())) {
      presence.is(now);
      showPresence();
    }
  }

  @Override
  public synchronized void onTyping(TypingNotice notice) {
    if (notice.getConversationId().equals(conversationId)) {
      presence.types(notice.getOn());
      showPresence();
    }
  }

  private void showPresence() {
    presence.changedWords().ifPresent(screen::presence);
  }

  @Override
  public synchronized void onState(ConnectionState state) {
    if (state instanceof ConnectionState.Waiting waiting && !lost) {
      lost = true; // said once, however many attempts follow
      presence.forget();
      showPresence();
      screen.line("connection lost (" + waiting.reason() + "), trying again");
    } else if (state instanceof ConnectionState.Online online && lost) {
      lost = false;
      screen.line("connected again, to " + online.gateway());
    } else if (state instanceof ConnectionState.Closed closed && closed.closeCode() != 1000) {
      failed = true;
      screen.line("closed for good: " + closed.closeCode() + " " + closed.reason());
    }
  }

  private void loadNewest() {
    // The cursors first, so that the history is shown with its ticks.
    var unused =
        client()
            .conversations(null, ProtocolLimits.PAGE_LIMIT_MAX)
            .thenAccept(this::onConversations)
            .thenCompose(done -> client().history(conversationId, null, PAGE))
            .whenComplete(this::onNewest);
  }

  private synchronized void onConversations(ConversationList list) {
    list.getConversationsList().stream()
        .filter(summary -> summary.getConversationId().equals(conversationId))
        .forEach(this::onSummary);
  }

  private void onSummary(ConversationSummary summary) {
    conversation.peerCursors(summary.getPeerDelivered(), summary.getPeerRead());
    blocking.isListed(summary.getBlocked());
  }

  private synchronized void onNewest(@Nullable HistoryPage page, @Nullable Throwable failure) {
    if (page != null) {
      page.getMessagesList().forEach(this::show);
    } else if (failure != null) {
      screen.line("history: " + Failures.reasonOf(failure));
    }
    historyShown = true;
    early.forEach(this::show);
    early.clear();
    showTicks();
    completeIfReady();
  }

  private void loadOlder() {
    long before = conversation.oldestShown();
    if (before <= 1) {
      screen.line("no older messages");
      return;
    }
    var unused =
        client()
            .history(conversationId, before == Long.MAX_VALUE ? null : before, PAGE)
            .whenComplete(this::onOlder);
  }

  private synchronized void onOlder(@Nullable HistoryPage page, @Nullable Throwable failure) {
    if (page == null) {
      screen.line("history: " + Failures.reasonOf(Objects.requireNonNull(failure)));
      return;
    }
    screen.line("older:");
    for (Message message : page.getMessagesList()) {
      conversation.showedFrom(message.getSeq());
      print(message);
    }
    screen.line(page.getHasMore() ? "there are more: /history" : "that was the first");
  }

  private void show(Message message) {
    if (conversation.shows(message)) {
      print(message);
    }
    if (!message.getFrom().equals(self.value())) {
      client().read(conversationId, message.getSeq());
    }
  }

  private void print(Message message) {
    boolean own = message.getFrom().equals(self.value());
    String text = message.hasText() ? message.getText() : "(" + message.getContentType() + ")";
    screen.message(
        timeOf.apply(message.getSentAt()),
        message.getFrom(),
        Texts.safe(text),
        own ? conversation.tickOf(message.getSeq()) : null);
  }

  private void showTicks() {
    List<Conversation.Ticked> changed = conversation.changedTicks();
    if (!changed.isEmpty()) {
      screen.ticks(changed, conversation.recent(RECENT));
    }
  }

  private void completeIfReady() {
    if (historyShown && caughtUp) {
      showBlocking();
      ready.complete(null);
    }
  }

  private ParleyClient client() {
    return Objects.requireNonNull(client, "start comes first");
  }
}
