package dev.parley.delivery.job;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.parley.delivery.Cursors;
import dev.parley.delivery.Gateway;
import dev.parley.delivery.GatewayAddress;
import dev.parley.delivery.KeptRefusal;
import dev.parley.delivery.Session;
import dev.parley.delivery.job.state.CursorsState;
import dev.parley.delivery.job.state.GatewayState;
import dev.parley.delivery.job.state.RefusalState;
import dev.parley.delivery.job.state.SessionState;
import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Update;

/** State values as the bytes that savepoints hold. */
final class StateBytes {
  private StateBytes() {}

  static byte[] of(Session session) {
    return SessionState.newBuilder()
        .setSessionId(session.id())
        .setDeviceId(session.device().value())
        .setGateway(session.gateway().slot())
        .setIncarnation(session.gateway().incarnation())
        .setHeldAt(session.heldAt())
        .setFirstHeard(session.firstHeard())
        .build()
        .toByteArray();
  }

  static Session session(byte[] bytes) {
    SessionState state = parse(SessionState.parser(), bytes);
    return new Session(
        state.getSessionId(),
        new DeviceId(state.getDeviceId()),
        new GatewayAddress(state.getGateway(), state.getIncarnation()),
        state.getHeldAt(),
        state.getFirstHeard());
  }

  static byte[] of(Cursors cursors) {
    return CursorsState.newBuilder()
        .setDelivered(cursors.delivered())
        .setRead(cursors.read())
        .build()
        .toByteArray();
  }

  static Cursors cursors(byte[] bytes) {
    CursorsState state = parse(CursorsState.parser(), bytes);
    return new Cursors(state.getDelivered(), state.getRead());
  }

  static byte[] of(KeptRefusal kept) {
    Refusal refusal = kept.refusal();
    return RefusalState.newBuilder()
        .setDeviceId(refusal.getDeviceId())
        .setConversationId(refusal.getConversationId())
        .setClientMessageId(refusal.getClientMessageId())
        .setCode(refusal.getCode())
        .setTime(kept.time())
        .build()
        .toByteArray();
  }

  static KeptRefusal refusal(byte[] bytes) {
    RefusalState state = parse(RefusalState.parser(), bytes);
    Refusal refusal =
        Refusal.newBuilder()
            .setDeviceId(state.getDeviceId())
            .setConversationId(state.getConversationId())
            .setClientMessageId(state.getClientMessageId())
            .setCode(state.getCode())
            .build();
    return new KeptRefusal(refusal, state.getTime());
  }

  static byte[] of(Gateway gateway) {
    return GatewayState.newBuilder()
        .setIncarnation(gateway.incarnation())
        .setLeaseMs(gateway.leaseMs())
        .setLastSeen(gateway.lastSeen())
        .setSilentMs(gateway.silentMs())
        .setLeaving(gateway.leaving())
        .build()
        .toByteArray();
  }

  static Gateway gateway(byte[] bytes) {
    GatewayState state = parse(GatewayState.parser(), bytes);
    return new Gateway(
        state.getIncarnation(),
        state.getLeaseMs(),
        state.getLastSeen(),
        state.getSilentMs(),
        state.getLeaving());
  }

  static Update update(byte[] bytes) {
    return parse(Update.parser(), bytes);
  }

  /** We wrote it ourselves: if it can't be read, going on would number from a wrong state. */
  private static <T> T parse(Parser<T> parser, byte[] bytes) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("unreadable state", e);
    }
  }
}
