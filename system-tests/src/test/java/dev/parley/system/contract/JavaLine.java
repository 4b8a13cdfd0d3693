package dev.parley.system.contract;

import dev.parley.client.ClientOptions;
import dev.parley.client.ClientRuntime;
import dev.parley.client.ParleyClient;
import dev.parley.client.RefusedException;
import dev.parley.client.TokenSource;
import dev.parley.client.store.MemoryStore;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ConversationsRequest;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.HistoryRequest;
import dev.parley.protocol.v1.Ping;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.system.fixture.Line;
import dev.parley.system.fixture.Parley;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The Java client: a frame to be said becomes a call, and the call's answer a frame. */
final class JavaLine implements Line {
  private final Heard heard = new Heard();
  private final ClientRuntime runtime = new ClientRuntime(2);
  private final ParleyClient client;

  JavaLine(URI gateway, Client.Login login) {
    ClientOptions options =
        ClientOptions.of(List.of(gateway), login.device(), TokenSource.of(login.token()))
            .withStore(new MemoryStore(login.since(), 0))
            .withoutDeliveryReceipts();
    client = ParleyClient.connect(runtime, options, heard);
  }

  @Override
  public void say(ClientFrame frame) {
    switch (frame.getKindCase()) {
      case SEND -> send(frame.getSend());
      case RECEIPT -> receipt(frame.getReceipt());
      case TYPING ->
          client.typing(frame.getTyping().getConversationId(), frame.getTyping().getOn());
      case PRESENCE -> presence(frame.getPresence());
      case HISTORY -> history(frame.getHistory());
      case CONVERSATIONS -> conversations(frame.getConversations());
      case PING -> ping(frame.getPing());
      case BLOCK -> client.block(frame.getBlock().getConversationId(), frame.getBlock().getOn());
      case HELLO, KIND_NOT_SET ->
          throw new IllegalArgumentException("the client says hello by itself: " + frame);
    }
  }

  private void send(Send message) {
    Error.Builder refusal = Error.newBuilder().setClientMessageId(message.getClientMessageId());
    try {
      answered(
          client.send(message),
          accepted -> ServerFrame.newBuilder().setAccepted(accepted),
          refusal);
    } catch (IllegalArgumentException e) {
      heard.add(refused(refusal, ErrorCode.INVALID_ARGUMENT.wireName()));
    }
  }

  private void receipt(Receipt receipt) {
    if (receipt.hasDelivered()) {
      client.delivered(receipt.getConversationId(), receipt.getDelivered());
    }
    if (receipt.hasRead()) {
      client.read(receipt.getConversationId(), receipt.getRead());
    }
  }

  private void presence(PresenceRequest request) {
    client.watch(request.getSubscribeList());
    client.unwatch(request.getUnsubscribeList());
    if (request.hasState()) {
      client.away(request.getState().equals("away"));
    }
  }

  private void history(HistoryRequest asked) {
    answered(
        client.history(
            asked.getConversationId(),
            asked.hasBefore() ? Long.valueOf(asked.getBefore()) : null,
            asked.getLimit()),
        page -> ServerFrame.newBuilder().setHistoryPage(page.toBuilder().setRef(asked.getRef())),
        Error.newBuilder().setRef(asked.getRef()));
  }

  private void conversations(ConversationsRequest asked) {
    answered(
        client.conversations(asked.hasAfter() ? asked.getAfter() : null, asked.getLimit()),
        list ->
            ServerFrame.newBuilder().setConversationList(list.toBuilder().setRef(asked.getRef())),
        Error.newBuilder().setRef(asked.getRef()));
  }

  private void ping(Ping ping) {
    answered(
        client.ping(),
        pong -> ServerFrame.newBuilder().setPong(pong.toBuilder().setRef(ping.getRef())),
        Error.newBuilder().setRef(ping.getRef()));
  }

  private <T> void answered(
      CompletableFuture<T> call, Function<T, ServerFrame.Builder> frame, Error.Builder refusal) {
    var unused =
        call.whenComplete(
            (answer, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (failure == null) {
                heard.add(frame.apply(answer));
              } else if (cause instanceof RefusedException no) {
                heard.add(refused(refusal, no.code()));
              } // else the client ended before there was an answer
            });
  }

  private static ServerFrame.Builder refused(Error.Builder refusal, String code) {
    return ServerFrame.newBuilder().setError(refusal.setCode(code));
  }

  @Override
  public List<ServerFrame> heard() {
    return heard.frames();
  }

  @Override
  public OptionalInt closeCode() {
    return heard.closeCode();
  }

  @Override
  public void close() {
    client.close();
    client.closed().orTimeout(Parley.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    runtime.close();
  }
}
