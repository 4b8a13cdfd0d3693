package dev.parley.client.connection;

import dev.parley.client.outbox.Outbox;
import dev.parley.client.store.DeviceStore;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Typing;
import dev.parley.protocol.v1.Update;
import dev.parley.protocol.v1.Visibility;
import dev.parley.protocol.v1.Welcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a device decides: each event, with the time it happened, changes the state and returns
 * what is to be done. It has no thread, clock, socket or file, and one thread at a time may use it.
 *
 * <p>An update counts as received when it was announced, and as handled when the application is
 * done with it. A reconnect asks for what follows the last received one; a restart, which loses
 * what was not handled yet, for what follows the last handled one.
 */
public final class ClientMachine {
  private static final Set<ErrorCode> TRANSIENT =
      EnumSet.of(
          ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE, ErrorCode.NOT_READY, ErrorCode.INTERNAL);

  private final Settings settings;
  private final List<Effect> effects = new ArrayList<>();
  private final Connector connector;
  private final Outbox outbox;
  private final Receipts receipts;
  private final Watching watching = new Watching();
  private final Map<String, ClientFrame> requests = new LinkedHashMap<>();
  private String userId = "";
  private long received;
  private int window = ProtocolLimits.UNACCEPTED_SENDS_MAX;
  private long sendsHeldUntil = Phase.NEVER;

  /**
   * A machine that goes on where the saved state ended.
   *
   * @param jitter random numbers from 0 to 1
   */
  public ClientMachine(Settings settings, DeviceStore.Saved saved, DoubleSupplier jitter) {
    this.settings = settings;
    this.connector = new Connector(settings, jitter, effects::add);
    this.outbox = new Outbox(saved.lastLocalSeq(), saved.outgoing());
    this.receipts = new Receipts(settings.timings().receiptDelay().toMillis());
    this.received = saved.position();
  }

  /** When {@link #tick} is due, unless something else happens first. */
  public long deadline() {
    long deadline = connector.deadline();
    return connector.isOnline()
        ? Math.min(deadline, Math.min(receipts.deadline(), sendsHeldUntil))
        : deadline;
  }

  Phase phase() {
    return connector.phase();
  }

  // What the application wants

  public List<Effect> start(long now) {
    connector.start(now);
    return drain();
  }

  public List<Effect> close() {
    if (connector.isOnline()) {
      sendAll(receipts.flush());
    }
    connector.close();
    return drain();
  }

  /** A message that is already on its way is not taken again. */
  public List<Effect> send(Send draft, long now) {
    if (!outbox.contains(draft.getClientMessageId())) {
      effects.add(new Effect.SaveOutgoing(outbox.add(draft)));
      sendOutgoing(now);
    }
    return drain();
  }

  /** Zero means: nothing to say about this cursor. */
  public List<Effect> receipt(String conversationId, long delivered, long read, long now) {
    receipts.want(conversationId, delivered, read, now);
    return drain();
  }

  /** A request is a read, so it may be repeated on the next connection until it is answered. */
  public List<Effect> request(String ref, ClientFrame frame) {
    requests.put(ref, frame);
    if (connector.isOnline()) {
      effects.add(new Effect.SendFrame(frame));
    }
    return drain();
  }

  /** Not kept: it is about now, so without a connection there is nothing to say. */
  public List<Effect> typing(String conversationId, boolean on) {
    if (connector.isOnline()) {
      Typing typing = Typing.newBuilder().setConversationId(conversationId).setOn(on).build();
      effects.add(new Effect.SendFrame(ClientFrame.newBuilder().setTyping(typing).build()));
    }
    return drain();
  }

  public List<Effect> watch(Collection<String> users) {
    return sendIfOnline(watching.watch(users));
  }

  public List<Effect> unwatch(Collection<String> users) {
    return sendIfOnline(watching.unwatch(users));
  }

  public List<Effect> away(boolean away) {
    return sendIfOnline(watching.setAway(away));
  }

  /** Not kept: a wish of long ago must not undo what another device chose since. */
  public List<Effect> visibility(Visibility visibility) {
    PresenceRequest request = PresenceRequest.newBuilder().setVisibility(visibility).build();
    return sendIfOnline(List.of(ClientFrame.newBuilder().setPresence(request).build()));
  }

  /** Not kept, for the same reason. Only an error answers it, so it is no request. */
  public List<Effect> block(String ref, String conversationId, boolean on) {
    Block block =
        Block.newBuilder().setRef(ref).setConversationId(conversationId).setOn(on).build();
    return sendIfOnline(List.of(ClientFrame.newBuilder().setBlock(block).build()));
  }

  private List<Effect> sendIfOnline(List<ClientFrame> frames) {
    if (connector.isOnline()) {
      sendAll(frames);
    }
    return drain();
  }

  /** The application is done with an update or a resync that was announced. */
  public List<Effect> handled(ServerFrame frame, long now) {
    if (connector.isStopped()) {
      return List.of(); // what the application answered after the end was not kept: tell it again
    }
    if (frame.hasResync()) {
      effects.add(new Effect.SavePosition(frame.getResync().getPosition()));
    } else if (frame.hasUpdate()) {
      handled(frame.getUpdate(), now);
    }
    return drain();
  }

  private void handled(Update update, long now) {
    effects.add(new Effect.SavePosition(update.getPosition()));
    Message message = update.getMessage();
    ReceiptUpdate receipt = update.getReceipt();
    if (update.hasMessage() && !message.getFrom().equals(userId) && settings.confirmDelivery()) {
      receipts.want(message.getConversationId(), message.getSeq(), 0, now);
    } else if (update.hasReceipt() && receipt.getUserId().equals(userId)) {
      receipts.confirmed(receipt);
    }
  }

  // What happens to the connection

  public List<Effect> tokenFetched(int attempt, String token, long now) {
    connector.tokenFetched(attempt, token, now);
    return drain();
  }

  public List<Effect> tokenFailed(int attempt, String reason, long now) {
    connector.tokenFailed(attempt, reason, now);
    return drain();
  }

  public List<Effect> linkOpened(int attempt, long now) {
    connector.opened(attempt, received, now);
    return drain();
  }

  /** The gateway will refuse this attempt, and has said when to make another. */
  public List<Effect> toldToWait(int attempt, long ms) {
    connector.toldToWait(attempt, ms);
    return drain();
  }

  public List<Effect> linkClosed(int attempt, int code, String reason, long now) {
    connector.linkClosed(attempt, code, reason, now);
    return drain();
  }

  public List<Effect> signOfLife(int attempt, long now) {
    connector.signOfLife(attempt, now);
    return drain();
  }

  public List<Effect> tick(long now) {
    connector.tick(now);
    if (connector.isOnline()) {
      if (now >= receipts.deadline()) {
        sendAll(receipts.flush());
      }
      if (now >= sendsHeldUntil) {
        sendsHeldUntil = Phase.NEVER;
        sendOutgoing(now);
      }
    }
    return drain();
  }

  public List<Effect> frame(int attempt, ServerFrame frame, long now) {
    if (connector.isCurrent(attempt)) {
      connector.signOfLife(attempt, now);
      on(attempt, frame, now);
    }
    return drain();
  }

  private void on(int attempt, ServerFrame frame, long now) {
    switch (frame.getKindCase()) {
      case WELCOME -> welcomed(frame.getWelcome(), now);
      case ACCEPTED -> settle(frame.getAccepted().getClientMessageId(), null, now);
      case UPDATE -> updated(frame, now);
      case CAUGHT_UP -> caughtUp(frame, now);
      case RESYNC -> {
        received = frame.getResync().getPosition();
        effects.add(new Effect.Announce(frame));
      }
      case HISTORY_PAGE -> answered(frame.getHistoryPage().getRef(), frame);
      case CONVERSATION_LIST -> answered(frame.getConversationList().getRef(), frame);
      case PONG -> answered(frame.getPong().getRef(), frame);
      case GOODBYE -> connector.goodbye(frame.getGoodbye().getReconnectAfterMs(), now);
      case ERROR -> {
        if (!connector.isOnline() && frame.getError().hasRetryAfterMs()) {
          connector.toldToWait(attempt, frame.getError().getRetryAfterMs());
        } else {
          refused(frame, now);
        }
      }
      case PRESENCE, TYPING, VISIBILITY -> effects.add(new Effect.Announce(frame));
      case KIND_NOT_SET -> connector.distrust("a frame without a kind", now);
    }
  }

  private void welcomed(Welcome welcome, long now) {
    userId = welcome.getUserId();
    int limit = welcome.getLimits().getUnacceptedSends();
    window = limit > 0 ? limit : ProtocolLimits.UNACCEPTED_SENDS_MAX;
    connector.welcomed(welcome, now);
    sendsHeldUntil = Phase.NEVER;
    outbox.putBackAll();
    sendOutgoing(now);
    sendAll(receipts.restart());
    sendAll(watching.restart());
    sendAll(requests.values());
  }

  private void updated(ServerFrame frame, long now) {
    Update update = frame.getUpdate();
    if (update.getPosition() > received + 1) {
      connector.distrust("a gap in the feed", now);
    } else if (update.getPosition() == received + 1) {
      received = update.getPosition();
      Message message = update.getMessage();
      if (message.getFrom().equals(userId) && message.getFromDevice().equals(settings.deviceId())) {
        settle(message.getClientMessageId(), null, now); // may come before accepted, and proves it
      }
      effects.add(new Effect.Announce(frame));
    }
  }

  private void caughtUp(ServerFrame frame, long now) {
    if (frame.getCaughtUp().getPosition() > received) {
      connector.distrust("a gap in the feed", now);
    } else {
      effects.add(new Effect.Announce(frame));
    }
  }

  private void refused(ServerFrame frame, long now) {
    Error error = frame.getError();
    String id = error.getClientMessageId();
    if (error.hasClientMessageId() && outbox.contains(id)) {
      if (ErrorCode.ofWireName(error.getCode()).filter(TRANSIENT::contains).isPresent()) {
        outbox.putBack(id);
        sendsHeldUntil = now + retryMs(error);
      } else {
        settle(id, error, now);
      }
    } else if (error.hasRef() && requests.containsKey(error.getRef())) {
      answered(error.getRef(), frame);
    } else {
      // For instance the sequencer's no to a message that was accepted: its future is settled.
      effects.add(new Effect.Announce(frame));
    }
  }

  private long retryMs(Error error) {
    return error.hasRetryAfterMs()
        ? error.getRetryAfterMs()
        : settings.timings().retry().toMillis();
  }

  private void settle(String clientMessageId, @Nullable Error refusal, long now) {
    Send message = outbox.settle(clientMessageId);
    if (message != null) {
      effects.add(new Effect.ForgetOutgoing(message.getClientMessageId()));
      effects.add(new Effect.Settle(message.getClientMessageId(), refusal));
      sendOutgoing(now);
    }
  }

  private void answered(String ref, ServerFrame frame) {
    if (requests.remove(ref) != null) {
      effects.add(new Effect.Answer(ref, frame));
    }
  }

  private void sendOutgoing(long now) {
    if (connector.isOnline() && sendsHeldUntil == Phase.NEVER) {
      for (Send message : outbox.take(window)) {
        effects.add(new Effect.SendFrame(ClientFrame.newBuilder().setSend(message).build()));
        connector.asked(now);
      }
    }
  }

  private void sendAll(Iterable<ClientFrame> frames) {
    frames.forEach(frame -> effects.add(new Effect.SendFrame(frame)));
  }

  private List<Effect> drain() {
    List<Effect> drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }
}
