package dev.parley.gateway.connection;

import dev.parley.gateway.history.Pages;
import dev.parley.gateway.session.Effect;
import dev.parley.gateway.session.OutFrame;
import dev.parley.gateway.session.PresenceEffect;
import dev.parley.gateway.session.SessionContext;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.SessionRecord;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Performs the effects of one session, and posts what comes of them back to its connection. */
final class Performer implements Effect.Handler {
  private final SessionContext context;
  private final Wire wire;
  private final Doorkeeper doorkeeper;
  private final Backend backend;

  private @Nullable Connection connection;
  private @Nullable UserId user;
  private @Nullable PresencePerformer presence;
  private long queuedBytes;
  private boolean stopped;
  private final UndeliveredSend undelivered = new UndeliveredSend();

  Performer(SessionContext context, Wire wire, Doorkeeper doorkeeper, Backend backend) {
    this.context = context;
    this.wire = wire;
    this.doorkeeper = doorkeeper;
    this.backend = backend;
  }

  void start(Connection connection) {
    this.connection = connection;
    backend.sessions().connected(connection);
  }

  void stop(Connection connection) {
    backend.sessions().ended(connection);
    backend.load().queued(-queuedBytes);
    stopped = true;
    if (user != null) {
      doorkeeper.users().leave(user, backend.clock().millis());
    }
  }

  String sessionId() {
    return context.sessionId();
  }

  long undeliveredMs(long now) {
    return undelivered.ageMs(now);
  }

  void countReceived(ClientFrame frame) {
    backend.metrics().received(frame.getKindCase());
  }

  void written(int bytes) {
    if (stopped) {
      return; // counted at the stop, with all that was queued
    }
    queuedBytes -= bytes;
    backend.load().queued(-bytes);
  }

  void flush() {
    wire.flush();
  }

  @Override
  public void open(UserId user) {
    this.user = user;
    if (connection != null) {
      backend.sessions().opened(connection);
      presence =
          new PresencePerformer(
              user, new SessionViewer(user.value(), connection), backend.presence());
    }
  }

  @Override
  public void transmit(OutFrame frame) {
    int bytes = frame.bytes(context.codec()).length;
    queuedBytes += bytes;
    backend.load().queued(bytes);
    backend.metrics().transmitted(frame.frame());
    watch(frame.frame());
    wire.send(frame);
  }

  @Override
  public void appendSend(long ticket, InboundRecord record) {
    undelivered.sent(record.getSend().getClientMessageId(), backend.clock().millis());
    backend
        .log()
        .append(
            record,
            stored ->
                post(
                    (machine, now) ->
                        stored
                            ? machine.sendLogged(ticket, now)
                            : machine.sendFailed(ticket, now)));
  }

  @Override
  public void appendReceipt(InboundRecord record) {
    backend
        .log()
        .append(
            record,
            stored -> {
              if (!stored) {
                post((machine, now) -> machine.receiptFailed(record, now));
              }
            });
  }

  @Override
  public void appendBlock(Effect.AppendBlock block) {
    backend
        .log()
        .append(
            block.record(),
            stored -> {
              if (!stored) {
                post((machine, now) -> machine.blockFailed(block.ref(), now));
              }
            });
  }

  @Override
  public void appendSession(SessionRecord record) {
    backend
        .log()
        .append(
            record,
            stored -> {
              if (!stored) {
                post((machine, now) -> machine.sessionRecordFailed(now));
              }
            });
  }

  @Override
  public void readFeed(Effect.ReadFeed query) {
    backend
        .queries()
        .run(
            history -> history.feed(query.user(), query.fromPosition(), query.limit()),
            page -> post((machine, now) -> machine.feedPage(page.updates(), page.gone(), now)),
            problem -> post((machine, now) -> machine.feedPageFailed(now)));
  }

  @Override
  public void readHistory(Effect.ReadHistory query) {
    HistoryRequest request = query.request();
    OptionalLong before =
        request.hasBefore() ? OptionalLong.of(request.getBefore()) : OptionalLong.empty();
    backend
        .queries()
        .run(
            history -> history.messages(query.conversation(), before, request.getLimit()),
            page ->
                answer(
                    ServerFrame.newBuilder()
                        .setHistoryPage(
                            Pages.of(request.getRef(), query.conversation().value(), page))),
            problem -> post((machine, now) -> machine.queryFailed(problem, now)));
  }

  @Override
  public void readConversations(Effect.ReadConversations query) {
    ConversationsRequest request = query.request();
    Optional<String> after =
        request.hasAfter() ? Optional.of(request.getAfter()) : Optional.empty();
    backend
        .queries()
        .run(
            history -> history.conversations(query.user(), after, request.getLimit()),
            page ->
                answer(
                    ServerFrame.newBuilder().setConversationList(Pages.of(request.getRef(), page))),
            problem -> post((machine, now) -> machine.queryFailed(problem, now)));
  }

  @Override
  public void presence(PresenceEffect what) {
    if (presence != null) {
      what.perform(presence);
    }
  }

  @Override
  public void ping() {
    wire.ping();
  }

  @Override
  public void pauseReading() {
    wire.pauseReading();
  }

  @Override
  public void resumeReading() {
    wire.resumeReading();
  }

  @Override
  public void close(CloseCode code) {
    backend.metrics().closed(code);
    wire.close(code);
  }

  private void answer(ServerFrame.Builder frame) {
    OutFrame page = new OutFrame(frame.build());
    page.bytes(context.codec()); // large: better encoded here than on the event loop
    post((machine, now) -> machine.answered(page, now));
  }

  private void watch(ServerFrame frame) {
    switch (frame.getKindCase()) {
      case ACCEPTED ->
          undelivered.accepted(frame.getAccepted().getClientMessageId(), backend.clock().millis());
      case UPDATE -> undelivered.settled(frame.getUpdate().getMessage().getClientMessageId());
      case ERROR -> undelivered.settled(frame.getError().getClientMessageId());
      default -> {}
    }
  }

  private void post(Connection.Input input) {
    if (connection != null) {
      connection.post(input);
    }
  }
}
