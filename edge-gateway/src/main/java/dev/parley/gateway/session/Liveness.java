package dev.parley.gateway.session;

import dev.parley.protocol.CloseCode;
import java.util.Optional;

/** The times after which a connection is pinged or closed. */
final class Liveness {
  private static final long NEVER = Long.MAX_VALUE;

  private final SessionLimits limits;
  private long helloBy;
  private long pingAt = NEVER;
  private long signBy = NEVER;
  private long tokenEndsAt = NEVER;
  private boolean paused;

  Liveness(SessionLimits limits, long now) {
    this.limits = limits;
    this.helloBy = now + limits.helloTimeout().toMillis();
  }

  void opened(long tokenEndsAt, long now) {
    helloBy = NEVER;
    pingAt = now + limits.pingInterval().toMillis();
    this.tokenEndsAt = tokenEndsAt;
  }

  void sign() {
    signBy = NEVER;
  }

  /** While the gateway doesn't read, it can't see a sign of life either. */
  void pause() {
    paused = true;
    signBy = NEVER;
  }

  void resume() {
    paused = false;
  }

  Optional<CloseCode> verdict(long now) {
    if (now >= helloBy) {
      return Optional.of(CloseCode.NO_HELLO);
    }
    if (now >= tokenEndsAt) {
      return Optional.of(CloseCode.UNAUTHORIZED);
    }
    return now >= signBy ? Optional.of(CloseCode.IDLE) : Optional.empty();
  }

  void pingIfDue(Outbound out, long now) {
    if (now >= pingAt) {
      out.add(new Effect.Ping());
      pingAt = now + limits.pingInterval().toMillis();
      if (!paused && signBy == NEVER) {
        signBy = now + limits.pongTimeout().toMillis();
      }
    }
  }

  long deadline() {
    return Math.min(Math.min(helloBy, tokenEndsAt), Math.min(pingAt, signBy));
  }
}
