package dev.parley.gateway.session;

import dev.parley.gateway.limits.Work;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.ConversationId;
import dev.parley.protocol.rules.ClientFrameRules;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.PresenceRequest;
import dev.parley.protocol.v1.Typing;
import dev.parley.protocol.v1.TypingSignal;
import dev.parley.protocol.v1.Update;

/** What an open session says and hears about who is there. None of it is ever waited for. */
final class PresencePart {
  private static final int NAMES_A_FRAME = 10;

  private final Member member;
  private final Gatekeeper gatekeeper;
  private final Watched watched = new Watched();
  private final TypingPace pace = new TypingPace();
  private final TypingShown shown = new TypingShown();
  private boolean active = true;

  PresencePart(Member member, Gatekeeper gatekeeper) {
    this.member = member;
    this.gatekeeper = gatekeeper;
  }

  void start(Outbound out) {
    out.add(new Effect.Presence(new PresenceEffect.Join(member.device())));
  }

  void end(Outbound out) {
    out.add(new Effect.Presence(new PresenceEffect.Leave()));
  }

  /** In frames: each user that is watched is looked up and asked for. */
  static int cost(ClientFrame frame) {
    PresenceRequest request = frame.getPresence();
    return 1 + (request.getSubscribeCount() + request.getUnsubscribeCount()) / NAMES_A_FRAME;
  }

  void request(PresenceRequest request, Outbound out) throws FrameException {
    watched.request(request, out);
    if (request.hasState()) {
      setActive(request.getState().equals("active"), out);
    }
    if (request.hasVisibility()) {
      out.add(new Effect.Presence(new PresenceEffect.Choose(request.getVisibility())));
    }
  }

  void typing(Typing typing, Outbound out, long now) throws FrameException {
    ConversationId conversation =
        ClientFrameRules.member(typing.getConversationId(), member.user());
    acted(out);
    if (pace.passes(conversation, typing.getOn(), now) && gatekeeper.takes(Work.TYPING)) {
      out.add(new Effect.Presence(new PresenceEffect.Type(conversation, typing.getOn())));
    }
  }

  /** Somebody is at the device: they sent, read or typed something. */
  void acted(Outbound out) {
    setActive(true, out);
  }

  /** An update that the device is told. */
  void updated(Update update, Outbound out) {
    if (watched.isEmpty()) {
      return;
    }
    if (update.hasMessage()) {
      converse(update.getMessage().getConversationId(), out);
    } else if (update.hasConversation() && !update.getConversation().getBlocked()) {
      converse(update.getConversation().getConversationId(), out);
    }
  }

  private void converse(String conversationId, Outbound out) {
    watched.converse(ConversationId.parse(conversationId).peerOf(member.user()).value(), out);
  }

  void show(String user, OutFrame frame, Outbound out, long now) {
    watched.show(user, frame, out, now);
  }

  void show(TypingSignal typing, Outbound out, long now) {
    shown.show(typing, out, now);
  }

  void drained(Outbound out, long now) {
    watched.drained(out, now);
  }

  void tick(Outbound out, long now) {
    shown.tick(out, now);
  }

  long deadline() {
    return shown.deadline();
  }

  private void setActive(boolean next, Outbound out) {
    if (next != active) {
      active = next;
      out.add(new Effect.Presence(new PresenceEffect.SetActive(next)));
    }
  }
}
