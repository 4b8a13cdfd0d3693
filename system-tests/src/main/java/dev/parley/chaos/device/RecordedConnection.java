package dev.parley.chaos.device;

import dev.parley.chaos.device.Owners.Owner;
import dev.parley.chaos.history.BodyHash;
import dev.parley.chaos.history.Operation;
import dev.parley.chaos.history.Recorder;
import dev.parley.client.transport.Transport;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Error;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.ReceiptUpdate;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.Update;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection. What comes is recorded before the client has it, what goes before the socket has
 * it, so no effect is ever recorded before its cause.
 */
final class RecordedConnection implements Transport.Peer {
  private final Transport.Peer peer;
  private final Recorder recorder;
  private final String gateway;
  private final Owners owners;
  private volatile FrameCodec codec = FrameCodec.PROTO;
  private volatile @Nullable Speaker speaker;

  /** Whose connection it is, once it has said hello. */
  private record Speaker(String user, String device, int session) {}

  RecordedConnection(Transport.Peer peer, Recorder recorder, String gateway, Owners owners) {
    this.peer = peer;
    this.recorder = recorder;
    this.gateway = gateway;
    this.owners = owners;
  }

  @Override
  public void opened(Transport.Link link) {
    codec = FrameCodec.ofSubprotocol(link.subprotocol()).orElse(FrameCodec.PROTO);
    peer.opened(new RecordedLink(link));
  }

  @Override
  public void received(byte[] message) {
    Speaker me = speaker;
    if (me != null) {
      try {
        record(codec.decodeServer(message), me);
      } catch (FrameException e) {
        throw new IllegalStateException("the server sent what is no frame", e);
      }
    }
    peer.received(message);
  }

  @Override
  public void pinged() {
    peer.pinged();
  }

  @Override
  public void closed(int code, String reason) {
    Speaker me = speaker;
    if (me != null) {
      recorder.record(new Operation.Closed(now(), me.user, me.device, me.session, code));
    }
    peer.closed(code, reason);
  }

  private void record(ServerFrame frame, Speaker me) {
    long t = now();
    switch (frame.getKindCase()) {
      case WELCOME -> recorder.record(new Operation.Welcomed(t, me.user, me.device, me.session));
      case ACCEPTED ->
          recorder.record(
              new Operation.Accepted(
                  t, me.user, me.device, me.session, frame.getAccepted().getClientMessageId()));
      case UPDATE -> record(t, frame.getUpdate(), me);
      case CAUGHT_UP ->
          recorder.record(
              new Operation.CaughtUp(
                  t, me.user, me.device, me.session, frame.getCaughtUp().getPosition()));
      case RESYNC ->
          recorder.record(
              new Operation.Resynced(
                  t, me.user, me.device, me.session, frame.getResync().getPosition()));
      case ERROR -> {
        Error error = frame.getError();
        recorder.record(
            new Operation.Refused(
                t, me.user, me.device, me.session, error.getCode(), error.getClientMessageId()));
      }
      default -> {
        // Answers to requests that are not part of a history.
      }
    }
  }

  private void record(long t, Update update, Speaker me) {
    if (update.hasMessage()) {
      Message message = update.getMessage();
      recorder.record(
          new Operation.MessageSeen(
              t,
              me.user,
              me.device,
              me.session,
              update.getPosition(),
              message.getConversationId(),
              message.getSeq(),
              message.getFrom(),
              message.getClientMessageId(),
              BodyHash.of(message.getText()),
              message.getSentAt()));
    } else if (update.hasReceipt()) {
      ReceiptUpdate receipt = update.getReceipt();
      recorder.record(
          new Operation.CursorsSeen(
              t,
              me.user,
              me.device,
              me.session,
              update.getPosition(),
              receipt.getConversationId(),
              receipt.getUserId(),
              receipt.getDelivered(),
              receipt.getRead()));
    }
  }

  private void record(byte[] message) {
    ClientFrame frame;
    try {
      frame = codec.decodeClient(message);
    } catch (FrameException e) {
      throw new IllegalStateException("the client sent what is no frame", e);
    }
    if (frame.hasHello()) {
      greet(frame.getHello());
    } else if (speaker != null) {
      record(frame, speaker);
    }
  }

  private void greet(Hello hello) {
    Owner owner = owners.of(hello.getDeviceId());
    Speaker me =
        new Speaker(
            owner.device().user(), owner.device().device(), owner.sessions().incrementAndGet());
    recorder.record(
        new Operation.Connected(now(), me.user, me.device, me.session, gateway, hello.getSince()));
    speaker = me;
  }

  private void record(ClientFrame frame, Speaker me) {
    if (frame.hasSend()) {
      Send send = frame.getSend();
      recorder.record(
          new Operation.Sent(
              now(),
              me.user,
              me.device,
              me.session,
              People.conversation(me.user, send.getTo()),
              send.getClientMessageId(),
              send.getLocalSeq(),
              BodyHash.of(send.getText())));
    } else if (frame.hasReceipt()) {
      Receipt receipt = frame.getReceipt();
      recorder.record(
          new Operation.ReceiptSent(
              now(),
              me.user,
              me.device,
              me.session,
              receipt.getConversationId(),
              receipt.getDelivered(),
              receipt.getRead()));
    }
  }

  private static long now() {
    return System.nanoTime();
  }

  private final class RecordedLink implements Transport.Link {
    private final Transport.Link link;

    RecordedLink(Transport.Link link) {
      this.link = link;
    }

    @Override
    public String subprotocol() {
      return link.subprotocol();
    }

    @Override
    public void sendText(String message) {
      record(message.getBytes(StandardCharsets.UTF_8));
      link.sendText(message);
    }

    @Override
    public void sendBinary(byte[] message) {
      record(message);
      link.sendBinary(message);
    }

    @Override
    public void request() {
      link.request();
    }

    @Override
    public void close(int code, String reason) {
      link.close(code, reason);
    }

    @Override
    public void abort() {
      link.abort();
    }
  }
}
