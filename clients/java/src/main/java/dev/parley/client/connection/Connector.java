package dev.parley.client.connection;

import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.Hello;
import dev.parley.protocol.v1.Welcome;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The life of a connection: token, socket, hello, welcome, and after a loss the same again at the
 * next gateway. What happens on a socket carries the number of the attempt that made it, so an old
 * socket's last words change nothing.
 */
final class Connector {
  private static final int ABNORMAL = 1006;
  private static final int NORMAL = 1000;
  private static final int TERMINAL_FIRST = 4400;
  private static final int TERMINAL_LAST = 4499;
  private static final long NOT_TOLD = -1;

  private final Settings settings;
  private final Backoff backoff;
  private final Consumer<Effect> out;
  private Phase phase = new Phase.Idle();
  private long toldToWaitMs = NOT_TOLD;
  private int attempt;
  private int gateway;

  Connector(Settings settings, DoubleSupplier jitter, Consumer<Effect> out) {
    this.settings = settings;
    this.backoff =
        new Backoff(settings.timings().backoffFirst(), settings.timings().backoffMax(), jitter);
    this.out = out;
  }

  boolean isOnline() {
    return phase instanceof Phase.Online;
  }

  boolean isStopped() {
    return phase instanceof Phase.Stopped;
  }

  /** True while this attempt's socket is the one in use. */
  boolean isCurrent(int ofAttempt) {
    return ofAttempt == attempt && (phase instanceof Phase.Greeting || isOnline());
  }

  Phase phase() {
    return phase;
  }

  long deadline() {
    return phase.deadline();
  }

  void start(long now) {
    if (phase instanceof Phase.Idle) {
      connect(now);
    }
  }

  private void connect(long now) {
    attempt++;
    toldToWaitMs = NOT_TOLD;
    phase = new Phase.FetchingToken(answerBy(now));
    out.accept(new Effect.ChangeState(new ConnectionState.Connecting(address())));
    out.accept(new Effect.FetchToken(attempt));
  }

  void tokenFetched(int ofAttempt, String token, long now) {
    if (ofAttempt == attempt && phase instanceof Phase.FetchingToken) {
      phase = new Phase.Opening(token, answerBy(now));
      out.accept(new Effect.OpenLink(attempt, address()));
    }
  }

  void tokenFailed(int ofAttempt, String reason, long now) {
    if (ofAttempt == attempt && phase instanceof Phase.FetchingToken) {
      lose(ABNORMAL, "no token: " + reason, now);
    }
  }

  void opened(int ofAttempt, long since, long now) {
    if (ofAttempt == attempt && phase instanceof Phase.Opening opening) {
      phase = new Phase.Greeting(answerBy(now));
      Hello hello =
          Hello.newBuilder()
              .setToken(opening.token())
              .setDeviceId(settings.deviceId())
              .setSince(since)
              .setClient(settings.clientName())
              .build();
      out.accept(new Effect.SendFrame(ClientFrame.newBuilder().setHello(hello).build()));
    }
  }

  void welcomed(Welcome welcome, long now) {
    long idleMs = welcome.getLimits().getIdleMs();
    long pingMs = idleMs > 0 ? idleMs : ProtocolLimits.PING_INTERVAL.toMillis();
    long silenceMs = pingMs + ProtocolLimits.PONG_TIMEOUT.toMillis();
    phase = new Phase.Online(now, now, silenceMs, Phase.NEVER, Phase.NEVER);
    out.accept(
        new Effect.ChangeState(
            new ConnectionState.Online(address(), welcome.getUserId(), welcome.getSessionId())));
  }

  void signOfLife(int ofAttempt, long now) {
    if (ofAttempt == attempt && phase instanceof Phase.Online online) {
      phase = online.seenAt(now);
    }
  }

  /** A message went out: whatever comes next shows that the gateway is there. */
  void asked(long now) {
    if (phase instanceof Phase.Online online) {
      phase = online.askedUntil(answerBy(now));
    }
  }

  void goodbye(long reconnectAfterMs, long now) {
    if (phase instanceof Phase.Online online) {
      phase = online.leavingAt(now + reconnectAfterMs);
    }
  }

  void toldToWait(int ofAttempt, long ms) {
    if (ofAttempt == attempt) {
      toldToWaitMs = ms;
    }
  }

  void linkClosed(int ofAttempt, int code, String words, long now) {
    boolean opening = phase instanceof Phase.Opening;
    if (ofAttempt != attempt || !(opening || isCurrent(ofAttempt))) {
      return;
    }
    String reason = words.isEmpty() ? nameOf(code) : words;
    // A token that was good at hello ran out: the next attempt has a new one, so it is not
    // "unchanged".
    boolean tokenRanOut = code == CloseCode.UNAUTHORIZED.code() && isOnline();
    if (code >= TERMINAL_FIRST && code <= TERMINAL_LAST && !tokenRanOut) {
      stop(code, reason);
    } else {
      lose(code, reason, now);
    }
  }

  /**
   * The stream on this socket can't be trusted: the next one starts from the last good position.
   */
  void distrust(String reason, long now) {
    out.accept(new Effect.CloseLink(true));
    lose(NORMAL, reason, now);
  }

  void close() {
    if (!isStopped()) {
      out.accept(new Effect.CloseLink(true));
      stop(NORMAL, "closed by the application");
    }
  }

  void tick(long now) {
    if (phase.deadline() == Phase.NEVER || now < phase.deadline()) {
      return;
    }
    if (phase instanceof Phase.Waiting) {
      connect(now);
    } else if (phase instanceof Phase.Online online && now >= online.leaveAt()) {
      out.accept(new Effect.CloseLink(true));
      lose(CloseCode.GOING_AWAY.code(), "the gateway said goodbye", now);
    } else {
      out.accept(new Effect.CloseLink(false));
      lose(ABNORMAL, isOnline() ? "no sign of life" : "no answer in time", now);
    }
  }

  private void lose(int code, String reason, long now) {
    long delay = delayMs(now);
    gateway = (gateway + 1) % settings.gateways().size();
    phase = new Phase.Waiting(now + delay);
    out.accept(
        new Effect.ChangeState(
            new ConnectionState.Waiting(Duration.ofMillis(delay), code, reason)));
  }

  /** A server's hint wins. */
  private long delayMs(long now) {
    if (toldToWaitMs != NOT_TOLD) {
      return toldToWaitMs;
    }
    if (phase instanceof Phase.Online online) {
      if (online.leaveAt() != Phase.NEVER) {
        return Math.max(0, online.leaveAt() - now);
      }
      if (now - online.since() >= settings.timings().backoffMax().toMillis()) {
        backoff.reset();
      }
    }
    return backoff.nextMs();
  }

  private void stop(int code, String reason) {
    phase = new Phase.Stopped();
    out.accept(new Effect.ChangeState(new ConnectionState.Closed(code, reason)));
  }

  private static String nameOf(int code) {
    return CloseCode.of(code)
        .map(CloseCode::reason)
        .orElse(code == ABNORMAL ? "cut" : "closed with " + code);
  }

  private URI address() {
    return settings.gateways().get(gateway);
  }

  private long answerBy(long now) {
    return now + settings.timings().answer().toMillis();
  }
}
