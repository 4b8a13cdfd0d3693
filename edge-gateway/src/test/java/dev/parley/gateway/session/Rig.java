package dev.parley.gateway.session;

import dev.parley.gateway.auth.Identity;
import dev.parley.gateway.limits.UserLimits;
import dev.parley.gateway.limits.Work;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.id.UserId;
import dev.parley.protocol.v1.Behind;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.InboundRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Ping;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.Receipt;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Replaced;
import dev.parley.protocol.v1.Resync;
import dev.parley.protocol.v1.Send;
import dev.parley.protocol.v1.ServerFrame;
import dev.parley.protocol.v1.SessionRecord;
import dev.parley.protocol.v1.Update;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A machine with its surroundings: time that stands still, a log and a store that are told what to
 * do.
 */
final class Rig implements Gatekeeper {
  static final long TOKEN_LIFE_MS = 3_600_000;
  static final FrameCodec CODEC = FrameCodec.JSON;

  private final SessionMachine machine;
  private final List<Effect> effects = new ArrayList<>();
  private final List<PresenceEffect> presence = new ArrayList<>();
  private boolean full;
  private final Set<Work> declined = EnumSet.noneOf(Work.class);
  private boolean queuesFull;
  private UserLimits.Answer userAnswer = new UserLimits.Answer(0, false);
  long now = 1_000_000;

  Rig() {
    this(SessionLimits.DEFAULT);
  }

  Rig(SessionLimits limits) {
    machine = new SessionMachine(new SessionContext("s-1", 3, 77, CODEC), limits, this, now);
  }

  static SessionLimits limits(int framesPerSecond, int frameBurst) {
    SessionLimits usual = SessionLimits.DEFAULT;
    return new SessionLimits(
        usual.helloTimeout(),
        usual.pingInterval(),
        usual.pongTimeout(),
        usual.stallTimeout(),
        usual.drainTimeout(),
        framesPerSecond,
        frameBurst);
  }

  /** A rig whose session is open and live at a position. */
  static Rig live(long position) {
    Rig rig = new Rig();
    rig.hello("ann", position);
    rig.catchUp(position, true);
    rig.written();
    rig.effects.clear();
    rig.presence.clear();
    return rig;
  }

  @Override
  public Optional<Identity> identify(String token, long at) {
    return token.startsWith("good:")
        ? Optional.of(new Identity(new UserId(token.substring(5)), now + TOKEN_LIFE_MS))
        : Optional.empty();
  }

  @Override
  public boolean admit(UserId user, long at) {
    return !full;
  }

  @Override
  public UserLimits.Answer takeFrame(UserId user, long at) {
    return userAnswer;
  }

  void userIsAnswered(long retryAfterMs, boolean flood) {
    userAnswer = new UserLimits.Answer(retryAfterMs, flood);
  }

  @Override
  public boolean takes(Work work) {
    return !declined.contains(work);
  }

  @Override
  public boolean queuesMayGrow() {
    return !queuesFull;
  }

  /** From here on the gateway has too much to do for these, and for nothing else. */
  void declines(Work... works) {
    declined.clear();
    declined.addAll(List.of(works));
  }

  void queuesAreFull() {
    queuesFull = true;
  }

  void userHasTooMany() {
    full = true;
  }

  // What the device does

  void hello(String user, long since) {
    hello(Hello.newBuilder().setToken("good:" + user).setDeviceId("phone").setSince(since));
  }

  void hello(Hello.Builder hello) {
    frame(ClientFrame.newBuilder().setHello(hello));
  }

  void send(String to, int n) {
    frame(
        ClientFrame.newBuilder()
            .setSend(
                Send.newBuilder()
                    .setTo(to)
                    .setClientMessageId(id(n))
                    .setLocalSeq(n)
                    .setText("text " + n)));
  }

  void receipt(String conversation, long delivered, long read) {
    Receipt.Builder receipt = Receipt.newBuilder().setConversationId(conversation);
    if (delivered > 0) {
      receipt.setDelivered(delivered);
    }
    if (read > 0) {
      receipt.setRead(read);
    }
    frame(ClientFrame.newBuilder().setReceipt(receipt));
  }

  void ping(String ref) {
    frame(ClientFrame.newBuilder().setPing(Ping.newBuilder().setRef(ref)));
  }

  void frame(ClientFrame.Builder frame) {
    perform(machine.frame(frame.build(), now));
  }

  /** Takes everything that waits for it. */
  void written() {
    for (Effect effect : List.copyOf(effects)) {
      if (effect instanceof Effect.Transmit transmit) {
        written(transmit);
      }
    }
  }

  void written(Effect.Transmit transmit) {
    perform(machine.written(transmit.frame().bytes(CODEC).length, now));
  }

  // What delivery and the store do

  void push(PushRecord.Builder record) {
    perform(machine.push(Push.of(record.build()), now));
  }

  void live(long position, int textBytes) {
    push(PushRecord.newBuilder().setLive(update(position, textBytes)));
  }

  void catchUp(long head, boolean complete, long... positions) {
    catchUp(10, head, complete, positions);
  }

  void catchUp(int textBytes, long head, boolean complete, long... positions) {
    CatchUp.Builder answer = CatchUp.newBuilder().setHead(head).setComplete(complete);
    LongStream.of(positions).forEach(p -> answer.addUpdates(update(p, textBytes)));
    push(PushRecord.newBuilder().setCatchUp(answer));
  }

  void behind(long tailStart, long head) {
    push(
        PushRecord.newBuilder()
            .setBehind(Behind.newBuilder().setTailStart(tailStart).setHead(head)));
  }

  void resync(long position) {
    push(PushRecord.newBuilder().setResync(Resync.newBuilder().setPosition(position)));
  }

  void replaced() {
    push(PushRecord.newBuilder().setReplaced(Replaced.getDefaultInstance()));
  }

  void refusal(int n, String code) {
    push(
        PushRecord.newBuilder()
            .setRefusal(
                Refusal.newBuilder().setClientMessageId(id(n)).setDeviceId("phone").setCode(code)));
  }

  void page(boolean gone, long... positions) {
    perform(
        machine.feedPage(
            LongStream.of(positions).mapToObj(p -> update(p, 10)).toList(), gone, now));
  }

  void log(Effect.AppendSend append) {
    perform(machine.sendLogged(append.ticket(), now));
  }

  void logFails(Effect.AppendSend append) {
    perform(machine.sendFailed(append.ticket(), now));
  }

  // Time and everything else

  void advance(long ms) {
    now += ms;
    perform(machine.tick(now));
  }

  SessionMachine machine() {
    return machine;
  }

  void perform(List<Effect> caused) {
    for (Effect effect : caused) {
      if (effect instanceof Effect.Presence said) {
        presence.add(said.what());
      } else {
        effects.add(effect);
      }
    }
  }

  // What came of it, since the last look

  List<Effect> effects() {
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  /** What was said about presence; apart, because it may come between anything. */
  List<PresenceEffect> presence() {
    List<PresenceEffect> taken = List.copyOf(presence);
    presence.clear();
    return taken;
  }

  <E extends Effect> List<E> take(Class<E> kind) {
    List<E> taken = effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    effects.removeAll(taken);
    return taken;
  }

  List<ServerFrame> frames() {
    return take(Effect.Transmit.class).stream().map(t -> t.frame().frame()).toList();
  }

  /** Positions passed on, and the other frames' kinds, as one short text. */
  String passed() {
    StringBuilder text = new StringBuilder();
    for (ServerFrame frame : frames()) {
      text.append(text.length() == 0 ? "" : " ");
      switch (frame.getKindCase()) {
        case UPDATE -> text.append(frame.getUpdate().getPosition());
        case CAUGHT_UP -> text.append("caughtUp@").append(frame.getCaughtUp().getPosition());
        case RESYNC -> text.append("resync@").append(frame.getResync().getPosition());
        case ERROR -> text.append("error:").append(frame.getError().getCode());
        default -> text.append(frame.getKindCase());
      }
    }
    return text.toString();
  }

  List<InboundRecord> inbound() {
    return take(Effect.AppendSend.class).stream().map(Effect.AppendSend::record).toList();
  }

  /** The positions after which the feed was asked for. */
  List<Long> asked() {
    return take(Effect.AppendSession.class).stream()
        .map(Effect.AppendSession::record)
        .filter(SessionRecord::hasFeedRequested)
        .map(record -> record.getFeedRequested().getSince())
        .toList();
  }

  Optional<CloseCode> closed() {
    return take(Effect.Close.class).stream().map(Effect.Close::code).findFirst();
  }

  static String id(int n) {
    return "00000000-0000-0000-0000-%012d".formatted(n);
  }

  static Update update(long position, int textBytes) {
    return Update.newBuilder()
        .setPosition(position)
        .setMessage(
            Message.newBuilder()
                .setConversationId("d:ann:bob")
                .setSeq(position)
                .setFrom("bob")
                .setText("x".repeat(textBytes)))
        .build();
  }
}
